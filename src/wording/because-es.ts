/** Why a verdict may name a cause, in Spanish: one sentence for each rule, and for each reason why a cause is left. */
export const becauseEs: Readonly<Record<string, string>> = {
  'worked-before':
    'el mismo destino, dirección de servidor, client SAP y forma de trama tuvieron enlace antes; esta vez la línea está abierta y no llega nada. Un cable cortado, un gateway cambiado u otro medidor callarían igual.',
  'own-run-holds-line': 'el bloqueo de esa ejecución nombra su proceso, y el proceso vive.',
  'name-does-not-resolve': 'el servicio de nombres no tiene dirección para este nombre.',
  'host-cannot-connect':
    'este equipo ni siquiera pudo intentar conectarse a esa dirección; la razón del sistema figura junto al control.',
  'name-service-silent': 'el servicio de nombres no respondió, así que nadie dijo que el nombre no exista.',
  'other-answers-on-line':
    'llegaron respuestas que aquí nadie pidió: tardías, para un cliente que ya se fue, o de otro maestro.',
  'connect-refused':
    'la conexión se rechazó de inmediato: ahora nada acepta conexiones allí, o un cortafuegos las rechaza.',
  'refused-while-held': 'algunos gateways rechazan conexiones mientras otro cliente ocupa el puerto.',
  'no-route': 'la red respondió que no puede llegar a ese equipo.',
  'connect-unanswered':
    'no llegó ni aceptación ni rechazo dentro del tiempo límite: equipo apagado, filtrado, o un gateway que deja esperar a otros clientes.',
  'gateway-says-busy':
    'el gateway lo dice en texto plano. El texto es del gateway, no del medidor: del medidor no dice nada.',
  'gateway-says-no-device': 'el gateway dice en texto plano que no puede abrir su puerto serie.',
  'gateway-says-no': 'el gateway se niega en texto plano, por una razón que no es otro cliente.',
  'parameters-needed':
    'el SNRM sin parámetros no obtuvo UA, más de una vez; el mismo SNRM con bloque de parámetros sí. Preguntar de ambas formas, por turnos y varias veces, lo probaría.',
  'answers-when-awake':
    'la primera pregunta encontró silencio, una posterior tuvo respuesta, y preguntado otra vez responde enseguida. Una sola trama perdida se ve igual; verlo dos veces lo probaría.',
  'answer-after-time-out':
    'respuestas válidas a nuestras preguntas llegaron después del tiempo límite, dos veces o más, y ninguna a tiempo.',
  'answer-from-another-address':
    'una respuesta válida a nuestro client SAP vino de otra dirección de servidor que la preguntada.',
  'meter-says-disconnected':
    'DM es una trama válida dirigida a nosotros: cableado, velocidad y dirección son correctos, y el medidor declina el enlace.',
  'meter-protests': 'FRMR es una trama válida dirigida a nosotros: el medidor está ahí y protesta contra una trama.',
  'other-frames-on-line': 'llegaron tramas válidas que pertenecen a una conversación de otros.',
  'pushes-and-is-mute':
    'llegan tramas UI sin pedirlas, y ninguna pregunta tuvo respuesta. Observar más tiempo lo probaría.',
  'sign-on-text': 'en el texto hay una identificación de modo E, y HDLC no tuvo respuesta.',
  'readout-unasked':
    'llega sin pedirla una lectura de datos en texto plano, y HDLC no tuvo respuesta: así hacen los puertos de cliente. Observar más tiempo lo probaría.',
  'banner-known': 'este texto se conoce como banner de un servidor serie.',
  'text-instead-of-frames':
    'llegó texto plano que ninguna tabla conoce, y ninguna trama. Así se verían un banner, un latido o mensajes de depuración del gateway; también un equipo que habla otro protocolo.',
  'telnet-commands':
    'llegaron comandos telnet (FF …) sin pedirlos: este puerto está en modo telnet, donde el byte FF significa más que sí mismo.',
  'text-between-frames': 'llegó texto plano por la línea, además de las tramas válidas del medidor.',
  'garbage-around-answer': 'llegaron bytes que no son trama ni texto, además de una respuesta válida.',
  'own-bytes-come-back': 'lo que volvió es, byte por byte, lo que se envió.',
  'frames-arrive-damaged':
    'las tramas llegan con valores de control erróneos: algo responde, y la línea lo daña. Velocidad o paridad harían eso; el ruido también.',
  'bytes-are-no-frame':
    'algo responde a nuestra pregunta en bytes que no son trama, como los produce una velocidad o paridad equivocada.',
  'bytes-missing-in-frames':
    'una trama empezó bien y quedó corta: se pierden bytes en el camino, como lo hace el control de flujo (0x11, 0x13).',
  'closed-without-a-word':
    'la conexión se aceptó y se cerró antes de preguntar nada; así actúan gateways de un solo cliente mientras otro ocupa el puerto.',
  'closed-device-lost': 'así cierra también un gateway que pierde, o no puede abrir, su puerto serie.',
  'closed-on-question':
    'la línea se cerró ante una pregunta HDLC, con y sin parámetros; así actúa un puerto que habla el wrapper.',
  'thrown-out': 'así expulsa al cliente anterior un gateway que atiende al más nuevo.',
  'held-here-and-silent':
    'un proceso de este equipo está conectado al mismo puerto, y algunos gateways dejan esperar en silencio al segundo cliente.',
  'answer-after-time-out-or-disc':
    'llegó una respuesta válida cuando ya no se la esperaba; también puede ser la respuesta al DISC que siguió.',
  'disc-found-link':
    'SNRM encontró silencio más de una vez, un DISC se confirmó con UA, y el SNRM siguiente abrió el enlace. Lo que mejor encaja es un enlace abierto de un cliente anterior; uno nuestro, abierto sin que lo supiéramos, se ve igual.',
  'disc-confirmed':
    'un DISC se confirmó con UA después de que SNRM encontrara silencio: el medidor daba un enlace por abierto. Algunos medidores dicen UA a todo DISC.',
  'meter-says-authentication-failure':
    'el propio medidor dice authentication-failure sobre la clave enviada. No dice cuál de las tres está mal: clave, codificación o client SAP.',
  'rejected-for-now': 'el medidor llama transitorio a su rechazo: el mismo acceso puede aceptarse más tarde.',
  'meter-names-mechanism':
    'el diagnóstico del propio medidor dice que el mecanismo de autenticación falta, o que no lo conoce.',
  'meter-waits-for-hls':
    'el medidor aceptó hasta ahí y pide más (authentication-required): espera la segunda mitad de una autenticación HLS.',
  'authentication-failure-without-secret':
    'el medidor dice authentication-failure aunque no se envió clave: parece querer una para este client SAP.',
  'meter-names-context': 'el diagnóstico del propio medidor dice que no admite este contexto de aplicación.',
  'initiate-error': 'el initiate error del propio medidor nombra lo que no acepta de la propuesta.',
  'other-error-to-aarq': 'el medidor respondió al AARQ con un error que no trata ni de la clave ni del mecanismo.',
  'answers-with-short-names':
    'el medidor aceptó, y su AARE dice que nombra sus objetos por nombres cortos (SN, VAA name FA00).',
  'possible-after-disc':
    'el medidor dijo que ahora no es posible una asociación; después de un DISC aceptó el mismo AARQ.',
  'not-possible-now':
    'el medidor dijo que ahora no es posible una asociación (excepción 1, 1). Así hablan los medidores mientras guardan la asociación de un cliente anterior, y se pasa solo al cabo de un tiempo.',
  'aarq-not-allowed': 'el medidor respondió al AARQ de este client SAP con una excepción: así no lo atiende.',
  'rejected-without-reason':
    'el medidor rechazó la asociación de este client SAP y no dio razón que trate de clave, mecanismo o contexto.',
  'telnet-port-and-ff-unanswered':
    'el puerto negoció telnet, donde FF inicia una orden; una pregunta con FF quedó sin respuesta, y una sin FF la tuvo.',
  'ff-unanswered':
    'una pregunta con FF quedó sin respuesta, y las que no lo llevan la tuvieron. Así actúa un equipo que se traga FF; preguntar dos veces cada una lo probaría.',
  'protest-too-long':
    'el FRMR del medidor dice information-too-long de nuestra trama I: acepta menos de lo que concedió su propio UA.',
  'protest-numbers': 'en el FRMR del medidor, el número de la trama I rechazada es otro que el que espera.',
  'first-frame-rejected':
    'el medidor confirmó el enlace y protesta con FRMR contra la primera trama I, cuyos números son correctos.',
  'protest-in-conversation': 'el medidor protesta con FRMR contra una trama I; de los números no dice nada más.',
  'answer-broke-off':
    'la respuesta empezó, en segmentos o bloques, y no terminó. Un objeto corto y uno largo, pedidos dos veces cada uno, lo probarían.',
  'numbers-out-of-step': 'llegaron tramas del medidor con números que no siguen, y no recuperaron el paso.',
  'one-client-served-another-not':
    'el medidor admitió a otro client SAP, en la misma línea y el mismo minuto, y a este no le dio respuesta.',
  'link-lost': 'el medidor confirmó el enlace y luego dice DM: no hay enlace abierto.',
  'closed-on-aarq': 'la línea se cerró ante una pregunta por el wrapper; así puede actuar un puerto que habla HDLC.',
  'answer-unreadable':
    'llegó una respuesta en tramas sanas, y su contenido no es un APDU que conteste la pregunta, o no se puede leer.',
  'left-login.locked': 'un bloqueo por accesos fallidos anteriores da los mismos bytes.',
  'one-client-opens-another-not':
    'el enlace se abre para un client SAP y no para otro, en la misma línea y el mismo minuto.',
  'given-bytes-are-wrong':
    'los bytes dados no cumplen las reglas de una trama; un medidor puede descartarlos en silencio, o contestar de todos modos.',
  'refused-while-held-here':
    'un proceso de este equipo está conectado a ese mismo puerto, y los gateways de un solo lugar rechazan al siguiente cliente mientras está ocupado.',
  'gateway-says-busy-later':
    'el gateway lo dice en texto plano, pero nosotros habíamos estado conectados poco antes: puede referirse a nuestra propia última conexión.',
  'came-free-by-itself':
    'el puerto estaba ocupado, no se sabe de ningún proceso de este equipo que lo tenga, y se liberó mientras preguntábamos de nuevo. Un cliente de otro lugar que acaba de irse se ve igual.',
  'stays-busy': 'se preguntó al puerto varias veces durante medio minuto o más, y no se liberó.',
  'lock-answers-alike':
    'un medidor bloqueado tras accesos fallidos rechaza la clave correcta con los mismos bytes; nada en esta ejecución distingue los dos casos.',
  'meter-cannot-decipher':
    'el medidor contesta con un error de descifrado: parece querer este client SAP cifrado, con sus claves.',
  'meter-names-counter':
    'el medidor contesta con un error de contador de invocación: cuenta las peticiones cifradas de este client SAP, y ve un número viejo.',
  'ffff-unanswered':
    'el mismo AARQ tuvo respuesta sin FF FF, y con ellos no. Preguntar dos veces cada uno lo probaría.',
  'long-answer-damaged':
    'una lectura corta llegó entera, y las tramas de una larga llegan dañadas: cuanto más largos los datos, más 11 y 13 llevan.',
  'long-one-dies': 'una lectura corta funcionó con el mismo cliente, y una larga no llegó.',
  'answers-only-by-serial-number':
    'un medidor responde en la dirección que resulta del número de serie; la configurada, preguntada justo después y del mismo modo, siguió en silencio.',
  'answers-only-at-other-value':
    'un medidor responde en otra dirección, y la configurada, preguntada justo después y del mismo modo, siguió en silencio. Otro medidor de la misma línea también respondería así: el número de serie lo dice.',
  'answers-at-other-value':
    'un medidor responde en otra dirección que la configurada. Puede ser otro medidor de la misma línea; y la dirección configurada no se preguntó otra vez para comparar.',
  'answers-at-other-value-unclear':
    'un medidor responde en otra dirección que la configurada. La configurada se preguntó otra vez, y lo que llegó, o llegó tarde, no distingue las dos fuera de duda.',
  'answers-at-other-value-in-other-length':
    'la otra dirección que tiene respuesta lleva también otro número de bytes; no se distinguió cuál de los dos le importa al medidor.',
  'answers-in-other-length-unclear':
    'una dirección en otro número de bytes tiene respuesta. La configurada se preguntó otra vez, y lo que llegó, o llegó tarde, no distingue las dos fuera de duda.',
  'answers-only-in-other-length':
    'la misma dirección en otro número de bytes tiene respuesta; en el configurado, preguntada justo después y del mismo modo, siguió en silencio.',
  'answers-in-other-length':
    'una dirección en otro número de bytes tiene respuesta. La configurada otra vez, del mismo modo y en silencio, lo probaría.',
  'answers-in-wrapper':
    'llegó un AARE válido por el wrapper en el mismo puerto, y ninguna pregunta en HDLC tuvo respuesta.',
  'something-in-wrapper':
    'algo contestó por el wrapper en el mismo puerto; el mismo puerto se oyó también en HDLC, o no llegó un AARE entero.',
  'answers-in-hdlc':
    'una trama HDLC válida de la dirección preguntada contestó nuestro SNRM en el mismo puerto, y nada contestó por el wrapper.',
  'something-in-hdlc':
    'llegó una trama HDLC válida en el mismo puerto; venía de otra dirección, o también hablan otros allí.',
  'identified-on-sign-on':
    'el inicio de sesión de IEC 62056-21 se contestó con una identificación, y ningún SNRM a las direcciones usuales tuvo respuesta.',
  'sign-on-answered-too':
    'el inicio de sesión de IEC 62056-21 se contestó con una identificación; no quedó resuelto si HDLC se contesta en otra dirección. Otro medidor de la misma línea también lo contestaría.',
  'sign-on-answered-in-garbage':
    'el inicio de sesión trajo bytes que no son texto, y HDLC silencio: así se ve una identificación a otra velocidad o paridad.',
  'sign-on-answered-in-garbage-too':
    'algo contestó el inicio de sesión en bytes que no son ni trama ni texto, como los hace una velocidad o paridad equivocada.',
  'only-other-client-opens':
    'se abre un enlace para otro client SAP; el configurado, preguntado justo después, siguió en silencio, ante SNRM y ante DISC.',
  'other-client-opens':
    'se abre un enlace para otro client SAP. Un enlace que dejó abierto una sesión anterior del cliente configurado se vería igual.',
  'forms-told-apart': 'una forma del SNRM abrió un enlace dos veces; otra nunca, preguntada antes y después.',
  'another-form-opens':
    'otra forma del SNRM abrió un enlace donde la primera no lo había hecho. Ambas formas otra vez por turno lo probarían.',
  'configured-address-answers-now':
    'la dirección configurada contesta ahora, tras el silencio: el medidor estaba despertando, o entretanto terminó un enlace viejo.',
  'disc-answered-snrm-not':
    'el medidor contestó un DISC de este cliente en esta dirección, y dejó sin respuesta su SNRM en las formas preguntadas.',
  'awake-by-the-disc':
    'el DISC fue la última de varias preguntas: un medidor que despierta despacio puede no haber oído las anteriores.',
  'answers-after-quiet':
    'tras un largo silencio en la línea la misma pregunta tuvo respuesta: un enlace anterior se dejó morir, o cada reintento lo había mantenido vivo.',
  'snrm-refused-or-its-parameters':
    'un FRMR a un SNRM puede deberse a sus parámetros, o a que falten; las tres formas, preguntadas por turno, lo dicen.',
  'late-once-then-in-time':
    'la primera respuesta llegó tarde y todas las siguientes a tiempo: un gateway que hace esperar al segundo cliente pasa su pregunta cuando el primero se va.',
  'answer-after-time-out-once':
    'una respuesta válida llegó después del tiempo límite, una vez, o con un tiempo límite tan corto que un equipo ocupado lo pierde solo. Tarde otra vez, con 2 s o más, lo probaría.',
  'frames-to-another-client':
    'llegaron tramas válidas que son para otro cliente: una conversación de otros, o el resto de una que terminó.',
  'own-bytes-come-back-once':
    'lo enviado volvió una vez, byte por byte. Otro maestro puede haber enviado lo mismo; un eco devuelve toda pregunta.',
  'flow-octets-repair-frames':
    'una trama llegó corta en tantos octetos como 11 o 13, repuestos, hacen correctos sus valores de control: el control de flujo quita esos dos.',
  'answered-and-stopped':
    'el medidor contestó, y luego dejó de hacerlo: su propio enlace estaba abierto, y desde entonces ni un DISC ni ningún SNRM tuvo respuesta. Una línea que se cortó entretanto se vería igual.',
  'disc-answered-late-snrm-not':
    'un DM llegó justo al terminar la espera del DISC: el medidor parece contestar DISC, y dejó sin respuesta el SNRM anterior. Un medidor que despierta despacio se vería igual.',
  'disc-confirmed-late':
    'un UA llegó justo al terminar la espera del DISC: puede confirmar que un enlace de un cliente anterior estaba abierto.',
  'some-frames-damaged':
    'unas tramas del medidor llegan enteras, así que velocidad y paridad son correctas, y otras llegan dañadas: el control de flujo quita 11 y 13 de las que los llevan.',
  'everything-else-excluded':
    'toda otra causa de silencio que conoce esta herramienta quedó excluida por un experimento.',
  'long-one-dies-with-ff':
    'un objeto largo no llegó, y hay FF en la pregunta como en la respuesta que se esperaba: un equipo que se come FF también hace eso.',
  'left-address.length': 'la dirección no se preguntó en sus otros números de bytes.',
  'left-address.length-in-part': 'no se preguntó toda longitud en la que cabe esta dirección, o no fuera de duda.',
  'left-address.value': 'no se preguntó ninguna otra dirección.',
  'left-address.value-in-part': 'se preguntaron las direcciones usuales; el medidor puede tener cualquier otra.',
  'left-client.wrong': 'a esta profundidad no se preguntó otro client SAP.',
  'left-client.wrong-in-part': 'se preguntaron los client SAP usuales; el medidor puede conocer solo otros.',
  'left-link.negotiation': 'no se preguntó toda forma del SNRM.',
  'left-meter.slow-wakeup': 'la pregunta no se repitió lo suficiente para despertar a un medidor lento.',
  'left-link.stale':
    'un enlace viejo termina solo tras un silencio del tiempo de inactividad (a menudo 180 s), que no se guardó.',
  'left-line.serial-settings':
    'por TCP puro no se puede cambiar desde aquí la velocidad ni la paridad del gateway: alguien debe compararlas.',
  'left-framing.wrapper': 'no se preguntó nada por el wrapper.',
  'left-framing.wrapper-in-part': 'se preguntó un AARQ por el wrapper, y su silencio no está fuera de duda.',
  'left-framing.hdlc': 'no se preguntó nada en HDLC.',
  'left-meter.mode-e': 'no se preguntó ningún inicio de sesión.',
  'left-meter.mode-e-in-part':
    'el inicio de sesión salió a la velocidad del gateway; un medidor que escucha a 300 7E1 no lo oye.',
  'left-gateway.busy':
    'así se ve un gateway que hace esperar en silencio al segundo cliente; solo detener a todos los demás lo dice.',
  'left-meter.push-only': 'no se escuchó la línea durante un minuto.',
  'left-meter.push-only-in-part':
    'la línea se escuchó unos segundos; los envíos pueden llegar cada minuto, o cada hora.',
  'left-meter.deaf':
    'un defecto se muestra solo cuando todo lo demás queda descartado, o donde estos ajustes funcionaron antes.',
  'left-login.context': 'no se preguntó otro contexto de aplicación, conformance o tamaño de PDU.',
  'left-reply.late': 'nadie esperó más que el tiempo límite.',
  'left-gateway.telnet': 'no se hizo la misma pregunta sin FF.',
  'left-gateway.flow-control': 'no llegó respuesta cuya longitud se pudiera comparar.',
  'left-transfer.segmentation': 'no se pidieron un objeto largo y uno corto, uno junto al otro.',
  'given-bytes-are-no-frame':
    'los bytes dados no son una trama HDLC única: quien espera una los descarta. Pueden ser para otro protocolo.',
};
