/** Every cause in Spanish words (Latin America, neutral "usted"), one for one with the English ones. */
import type { CauseWords, causesEn } from './causes-en.ts';

export const causesEs = {
  ok: {
    title: 'El medidor responde, hasta el nivel pedido',
    means:
      'El medidor contesta con tramas válidas, para las credenciales y hasta donde muestra la tabla. Lo que no se preguntó no queda cubierto.',
    possible: 'El medidor puede estar en orden; nada de lo preguntado habla en contra.',
    proof: '`meter test` con más profundidad pregunta las capas que esta prueba dejó fuera.',
    remedy: [
      'Si el colector sigue sin lecturas, compare su dirección de servidor, client SAP y clave con los de esta prueba.',
      'Compruebe que el colector esté de nuevo en marcha.',
    ],
  },
  'self.busy': {
    title: 'Otra ejecución de esta herramienta ocupa la línea',
    means:
      'Un segundo `meter` en este equipo ya habla con el mismo destino. No se envió nada; no se preguntó al medidor.',
    possible: 'Otra ejecución de esta herramienta puede ocupar la línea.',
    proof: 'Terminar la otra ejecución y repetir la prueba lo decide.',
    remedy: [
      'Espere a que termine la otra ejecución, o termínela con Ctrl-C en su ventana; ella misma cierra su enlace.',
      'Repita la prueba.',
    ],
  },
  'tcp.refused': {
    title: 'Nadie acepta conexiones en este puerto',
    means:
      'La conexión fue rechazada de inmediato: la dirección existe, pero ahora nada atiende este puerto. No se preguntó al medidor.',
    possible: 'El gateway puede rechazar la conexión porque su servicio está detenido o su único lugar está ocupado.',
    proof:
      'Una conexión cronometrada al mismo puerto, repetida con el colector detenido, separa un servicio caído de un lugar ocupado.',
    remedy: [
      'Compare el número de puerto del registro con el configurado en el gateway.',
      'Inicie el servicio del gateway, o reinicie el gateway.',
      'Detenga el colector y repita: algunos gateways rechazan así a un segundo cliente.',
    ],
  },
  'tcp.unreachable': {
    title: 'No hay ruta hasta el gateway',
    means:
      'La red informó que no puede llegar al gateway: está apagado, o el camino hasta él está cortado. No se preguntó al medidor.',
    possible: 'Puede faltar la ruta hasta el gateway: túnel, VPN, SIM o cable.',
    proof: 'Un ping y una conexión a un vecino de la misma red muestran dónde termina el camino.',
    remedy: [
      'Revise el túnel, la VPN o el enlace móvil que lleva al gateway.',
      'Revise la alimentación y el cable de red del gateway.',
      'Revise la dirección IP en el registro.',
    ],
  },
  'tcp.timeout': {
    title: 'Nada contesta al intento de conexión',
    means:
      'No llegó aceptación ni rechazo. El equipo está apagado, un filtro descarta los paquetes, o su cola está llena. No se preguntó al medidor.',
    possible: 'El gateway puede estar apagado, filtrado o sin conexiones libres.',
    proof:
      'Un ping, y una conexión a otro puerto del mismo equipo, separan un equipo apagado de un puerto filtrado o agotado.',
    remedy: [
      'Compruebe si el equipo contesta un ping, donde el ping esté permitido.',
      'Revise el cortafuegos y el túnel para este puerto.',
      'Detenga todos los clientes de este gateway, espere un minuto y repita.',
      'Repita con un `--connect-timeout` mayor si el enlace móvil es lento.',
    ],
  },
  'tcp.unknown-host': {
    title: 'El nombre del equipo no se resuelve',
    means: 'El nombre no tiene dirección en este computador. No se envió nada a la red del medidor.',
    possible: 'El nombre puede estar mal escrito, o el servidor de nombres fuera de alcance.',
    proof: 'Una consulta del nombre, o una prueba con la dirección IP en su lugar, lo decide.',
    remedy: [
      'Revise cómo está escrito el nombre en el registro.',
      'Use la dirección IP en lugar del nombre.',
      'Revise el servidor de nombres y la VPN de este computador.',
    ],
  },
  'gateway.busy': {
    title: 'El gateway ya atiende a otro cliente',
    means:
      'El gateway rechazó esta conexión porque otro cliente ocupa el puerto. El rechazo viene del gateway, no del medidor.',
    possible: 'El gateway puede estar ocupado con otro cliente y tener a este en espera.',
    proof:
      'Detener el otro cliente (`meter pause` para el colector) y conectar de nuevo muestra si el puerto era el obstáculo.',
    remedy: [
      'Detenga el cliente que ocupa el puerto, casi siempre el colector de este medidor.',
      'Repita la prueba; después vuelva a iniciar el colector.',
      'Si nadie conocido lo ocupa, espere hasta 8 minutos o cierre la conexión en el gateway.',
    ],
  },
  'gateway.stale-client': {
    title: 'El gateway conservó un cliente que ya no estaba',
    means:
      'El puerto siguió ocupado sin que lo tuviera ningún cliente conocido, y luego quedó libre. Lo que mejor encaja es una conexión muerta; un cliente vivo desconocido se vería igual.',
    possible: 'El gateway puede conservar la conexión de un cliente que se fue sin cerrar.',
    proof:
      'La lista de conexiones del gateway, o conexiones cada 30 segundos durante 8 minutos con todo cliente conocido detenido, lo decide.',
    remedy: [
      'Cierre la conexión en el gateway, o reinicie su servicio.',
      'Acorte el tiempo de keep-alive o de verificación TCP del gateway.',
      'Haga que los clientes cierren sus conexiones, también cuando se los detiene.',
    ],
  },
  'gateway.device-error': {
    title: 'El gateway no puede abrir su puerto serie',
    means: 'El gateway está vivo y dijo con texto que no pudo abrir su dispositivo serie. No se preguntó al medidor.',
    possible: 'El gateway puede haber perdido su dispositivo serie.',
    proof: 'El texto que el gateway envía al conectar, y su propio registro, nombran el dispositivo y el error.',
    remedy: [
      'Revise el adaptador USB o serie del gateway, y la ruta del dispositivo en su configuración.',
      'Revise si otro proceso del gateway tiene bloqueado el dispositivo.',
      'Reinicie el servicio del gateway y lea su registro.',
    ],
  },
  'line.second-master': {
    title: 'Alguien más habla en la misma línea',
    means:
      'Llegaron tramas que son de otro cliente. Dos maestros en una línea se estorban, así que el silencio no prueba nada aquí.',
    possible: 'Un segundo cliente puede hablar en la misma línea y estorbar a este.',
    proof: 'Escuchar un período completo de lectura sin enviar muestra cada client SAP en uso en la línea.',
    remedy: [
      'Encuentre el otro cliente y deténgalo; no envíe DISC mientras trabaja.',
      'Limite el gateway a un cliente.',
      'Repita la prueba con la línea en calma.',
    ],
  },
  'gateway.inserts-bytes': {
    title: 'Llegan bytes de más alrededor de las tramas',
    means:
      'Junto con las respuestas llegan bytes que no son de ninguna trama: un texto de bienvenida, un latido, texto de depuración o fines de línea. Un cliente estricto falla con ellos.',
    possible: 'El gateway puede agregar bytes propios a los datos del medidor.',
    proof: 'Escuchar antes de enviar, y comparar los bytes de más de tres respuestas, muestra qué se agrega y cuándo.',
    remedy: [
      'Desactive en el gateway el texto de bienvenida, el paquete de registro, el latido o la salida de depuración.',
      'Mientras tanto use un cliente que salte bytes hasta una trama válida.',
    ],
  },
  'gateway.telnet': {
    title: 'El gateway trata el byte FF como una orden',
    means:
      'El puerto habla telnet. Las tramas sin FF pasan; una trama que contiene FF, como muchos AARQ, llega dañada y se ignora.',
    possible: 'Un equipo en el camino puede perder o duplicar el byte FF.',
    proof:
      'El mismo AARQ con tamaño máximo de PDU 04B0 y con FFFF, una vez cada uno: si solo se contesta el primero, FF se pierde.',
    remedy: [
      'Configure el puerto como TCP directo (raw) en lugar de telnet o RFC 2217.',
      'En ser2net use el accepter `tcp,PUERTO` sin `telnet`.',
      'Mientras tanto proponga un tamaño máximo de PDU sin FF, por ejemplo 04B0.',
    ],
  },
  'gateway.flow-control': {
    title: 'Los bytes 11 y 13 se pierden en el camino',
    means:
      'Las tramas llegan cortas, y reponer el 11 o el 13 que falta repara su FCS. Hay control de flujo por software (XON/XOFF) activo en algún punto.',
    possible: 'El control de flujo por software del lado serie puede quitar los bytes 11 y 13.',
    proof:
      'Reponer 11 o 13 en dos o más tramas cortas con HCS correcto, y obtener cada vez un FCS correcto, lo prueba.',
    remedy: [
      'Desactive XON/XOFF en el puerto serie del gateway.',
      'Repita la prueba y compare las longitudes de las tramas.',
    ],
  },
  'line.echo': {
    title: 'Regresan nuestros propios bytes',
    means:
      'Lo enviado volvió sin cambios. El camino funciona hasta el punto que hace eco; el eco no muestra si el medidor oyó.',
    possible: 'La línea puede devolver lo enviado y ocultar la respuesta del medidor a un cliente estricto.',
    proof: 'Dos bytes de bandera (7E 7E) no son trama: si también regresan, es un eco; `meter probe` lo pregunta.',
    remedy: [
      'Desactive el eco, o el receptor durante el envío, en el gateway o en el cabezal óptico.',
      'Use un cliente que descarte su propio eco.',
      'Si nada sigue al eco, continúe con dirección, ajustes serie y modo E.',
    ],
  },
  'line.serial-settings': {
    title: 'Llegan bytes que no son trama: revise la velocidad',
    means:
      'Algo contesta, pero no con tramas válidas. La razón usual es velocidad o paridad; ruido, polaridad invertida y choques de emisores se ven igual.',
    possible: 'La velocidad o la paridad serie del gateway pueden no ser las del medidor.',
    proof: 'Cambie velocidad y paridad en el gateway y repita: la primera trama válida prueba el ajuste correcto.',
    remedy: [
      'Compare velocidad, paridad y bits de datos del gateway con la hoja de datos del medidor.',
      'Para HDLC directo por RS-485 pruebe primero 9600 8N1.',
      'Revise la polaridad (A y B), la terminación y el cable.',
    ],
  },
  'meter.mode-e': {
    title: 'El medidor pide primero el saludo IEC 62056-21',
    means:
      'El puerto contesta el saludo `/?!` con una identificación. HDLC empieza solo después de ese saludo y de un cambio de velocidad.',
    possible: 'El medidor puede esperar el saludo IEC 62056-21 antes de atender HDLC.',
    proof:
      'El saludo `/?!` a la velocidad de inicio del puerto, por lo general 300 7E1, se contesta o no; `meter probe` lo pregunta.',
    remedy: [
      'Use un puerto del medidor que hable HDLC directo, por lo general RS-485.',
      'O use un gateway que pueda cambiar velocidad y paridad después del saludo.',
      'O ponga el puerto del medidor en HDLC directo con el programa del fabricante.',
    ],
  },
  'meter.push-only': {
    title: 'El puerto envía por sí solo y no contesta nada',
    means:
      'El medidor envía tramas que nadie pidió y dejó nuestras preguntas sin respuesta. Así se comporta un puerto de cliente (P1 o HAN).',
    possible: 'El puerto puede ser un puerto de cliente que solo envía.',
    proof:
      'Escuchar 30 segundos sin enviar muestra los envíos; las preguntas de `meter probe` muestran si alguna se contesta.',
    remedy: [
      'Lea este puerto escuchando, no preguntando.',
      'Para preguntar, use otro puerto del medidor: óptico, RS-485 o su módulo de comunicación.',
    ],
  },
  'meter.slow-wakeup': {
    title: 'El medidor contesta solo la segunda o tercera pregunta',
    means:
      'La misma trama primero quedó sin respuesta y después fue contestada. El medidor, el gateway o el radioenlace necesita un momento, o pierde la primera trama.',
    possible: 'La primera trama puede perderse mientras el medidor o la línea despierta.',
    proof:
      'El mismo SNRM a los 0, 1 y 3 segundos, repetido tras un descanso: el mismo patrón dos veces excluye una pérdida al azar.',
    remedy: [
      'Haga que el colector repita su primera trama a los 1 y 3 segundos.',
      'Haga que el colector espere un segundo entre la conexión y la primera trama.',
    ],
  },
  'address.length': {
    title: 'El medidor usa otra longitud de dirección',
    means:
      'La dirección de servidor configurada queda sin respuesta; con otra cantidad de bytes hay respuesta. Un medidor descarta en silencio una longitud equivocada.',
    possible: 'El medidor puede usar una dirección de servidor de 1, 2 o 4 bytes, distinta de la longitud configurada.',
    proof:
      'Un SNRM simple con cada longitud lo decide: `meter probe`, o `meter test <medidor> --server 1`, `1/1` y `1/1:4`.',
    remedy: [
      'Repita una vez ambas preguntas para confirmar.',
      'Guarde con `meter edit` la dirección que fue contestada.',
      'Ponga la misma dirección en el colector.',
    ],
  },
  'address.value': {
    title: 'El medidor tiene otra dirección de servidor',
    means:
      'La dirección de servidor configurada queda sin respuesta; otro valor es contestado. En una línea compartida puede ser otro medidor: compare el número de serie.',
    possible:
      'El medidor puede tener otra dirección de servidor: 1, 16, 17 o los últimos cuatro dígitos de su número de serie.',
    proof:
      'Un SNRM simple a los valores probables lo decide: `meter probe`, o a mano `meter test <medidor> --server 1/17` y `1/NNNN:4`.',
    remedy: [
      'Compare el número de serie del medidor que contestó con el de la placa.',
      'Guarde con `meter edit` la dirección que fue contestada.',
      'Ponga la misma dirección en el colector.',
    ],
  },
  'framing.wrapper': {
    title: 'El medidor habla wrapper, no HDLC',
    means: 'Las tramas HDLC quedaron sin respuesta; un APDU con wrapper fue contestado en el mismo puerto.',
    possible: 'El medidor puede esperar el wrapper de IEC 62056-47 en lugar de HDLC.',
    proof: 'Un AARQ con wrapper en una conexión nueva lo decide: `meter test wrapper://EQUIPO:PUERTO`.',
    remedy: [
      'Ponga con `meter edit` el transporte de este medidor en wrapper.',
      'Ponga el mismo transporte en el colector.',
    ],
  },
  'framing.hdlc': {
    title: 'El medidor habla HDLC, no wrapper',
    means: 'Los APDU con wrapper quedaron sin respuesta; una trama HDLC fue contestada en el mismo puerto.',
    possible: 'El medidor puede esperar tramas HDLC en lugar del wrapper.',
    proof: 'Un SNRM simple en una conexión nueva lo decide: `meter probe`, o `meter test hdlc://EQUIPO:PUERTO`.',
    remedy: [
      'Ponga con `meter edit` el transporte de este medidor en HDLC, y su dirección de servidor.',
      'Ponga el mismo transporte en el colector.',
    ],
  },
  'link.stale': {
    title: 'Seguía abierto un enlace de un cliente anterior',
    means:
      'El medidor confirmó un DISC con UA: antes de llegar nosotros había un enlace abierto para este client SAP. Algunos medidores ignoran entretanto un SNRM nuevo.',
    possible: 'El enlace de un cliente anterior puede seguir abierto e impedir uno nuevo.',
    proof:
      'DISC primero, en una línea sin otro maestro: UA dice que había un enlace abierto, DM que no lo había, el silencio no decide nada.',
    remedy: [
      'Repita la prueba ahora: el DISC cerró el enlace.',
      'Si sigue mudo, detenga el colector y deje la línea en silencio durante el tiempo de inactividad (180 s si no se conoce).',
      'Haga que el colector cierre su enlace con DISC antes de terminar.',
    ],
  },
  'link.refused': {
    title: 'El medidor rechaza el enlace (DM)',
    means:
      'DM es una trama válida del medidor. Línea, velocidad y dirección de servidor son correctas; el medidor no abre un enlace ahora, o no con estos parámetros.',
    possible: 'El medidor puede rechazar el enlace mientras lo usa otro cliente.',
    proof:
      'Un SNRM simple, y lo mismo desde otro client SAP, separan parámetros rechazados de un cliente rechazado; `meter probe` pregunta ambos.',
    remedy: [
      'Repita con un SNRM simple, sin parámetros.',
      'Pruebe el cliente público: `meter test <medidor> --client 16`.',
      'Detenga el colector, espere el tiempo de inactividad y pregunte una vez.',
    ],
  },
  'link.sequence': {
    title: 'Los números de secuencia no coinciden (FRMR)',
    means:
      'El medidor protesta por la numeración o el contenido de una trama. Dirección, línea y velocidad son correctas; hay que abrir el enlace de nuevo.',
    possible: 'El cliente y el medidor pueden haber perdido el paso en sus números de trama.',
    proof:
      'El campo de información del FRMR nombra el byte de control rechazado y los contadores del medidor; `meter decode` lo explica.',
    remedy: [
      'Envíe SNRM de nuevo: después de FRMR no se acepta otra cosa.',
      'Haga que el cliente ponga sus contadores en cero con cada SNRM.',
      'Haga que el cliente pregunte con RR tras un tiempo agotado, en lugar de repetir la trama I.',
    ],
  },
  'link.negotiation': {
    title: 'El medidor acepta una forma de SNRM y otra no',
    means:
      'Una forma de los parámetros de negociación se contesta con UA y otra no. El medidor está vivo y su dirección es correcta.',
    possible: 'Al medidor pueden no gustarle los parámetros de negociación del SNRM, o su ausencia.',
    proof:
      'SNRM simple, con longitudes de 1 byte y con longitudes de 2 bytes, dos veces cada uno: `meter probe` pregunta los tres.',
    remedy: [
      'Ponga en el colector la forma que fue contestada.',
      'Revise el grupo de parámetros: la longitud 12 va con tamaños de 1 byte, la 14 con tamaños de 2 bytes.',
      'Respete los tamaños que concede el UA; use ventana 1.',
    ],
  },
  'reply.late': {
    title: 'La respuesta llega después del tiempo de espera',
    means:
      'El medidor contesta, pero más tarde de lo que espera el cliente, o en partes con pausas largas. Es lento, no mudo.',
    possible: 'La respuesta puede llegar más tarde de lo que permite el tiempo de espera.',
    proof:
      'Seguir escuchando 10 segundos tras una sola pregunta, sin volver a enviar: `meter test <medidor> --timeout 15`.',
    remedy: [
      'Suba el tiempo de espera del colector muy por encima de la respuesta más lenta medida.',
      'No repita la pregunta antes de que venza el tiempo de espera.',
      'Busque el tramo lento: enlace móvil, túnel o velocidad serie.',
    ],
  },
  'transfer.segmentation': {
    title: 'Las respuestas cortas llegan, las largas no',
    means:
      'Un objeto corto se lee y uno largo se corta. Segmentos o bloques se pierden, o no se piden, en uno de los lados.',
    possible: 'Las respuestas largas pueden cortarse aunque las cortas pasen.',
    proof:
      'Leer un objeto corto y uno largo en la misma asociación, con todas las tramas grabadas, muestra dónde se detiene.',
    remedy: [
      'Compruebe que el cliente confirme cada segmento con RR.',
      'Baje la longitud máxima del campo de información a 128 y la ventana a 1.',
      'Lea menos por vez: menos entradas, o un rango más corto.',
    ],
  },
  'client.wrong': {
    title: 'El medidor no atiende este client SAP',
    means:
      'El medidor está ahí: contesta en esta dirección de servidor. Para este client SAP no abre asociación, o ni siquiera un enlace.',
    possible: 'El medidor puede no conocer el client SAP configurado.',
    proof:
      'La misma pregunta desde otros client SAP (16, 1, 32, 48, 17, 100) lo decide: `meter probe`, o `meter test <medidor> --client 16`.',
    remedy: [
      'Use el client SAP que corresponde a la clave; pida la pareja al dueño del medidor.',
      'Guárdelo con `meter edit`, y póngalo en el colector.',
    ],
  },
  'login.secret': {
    title: 'El medidor rechazó la autenticación',
    means:
      'El propio medidor informa authentication-failure. La clave, su codificación o su pareja con el client SAP está mal; la trama no dice cuál.',
    possible: 'La clave puede ser incorrecta para este client SAP.',
    proof:
      'Solo el diagnóstico del medidor en el AARE lo prueba; se hace un intento por ejecución, porque más podrían bloquear el medidor.',
    remedy: [
      'No pruebe otras claves una tras otra: el medidor puede bloquearse.',
      'Pida al dueño del medidor la clave y su client SAP.',
      'Revise la codificación: el texto 11111111 son los bytes 31 31 31 31 31 31 31 31.',
    ],
  },
  'login.locked': {
    title: 'El medidor puede estar bloqueado por accesos fallidos',
    means:
      'Una clave que era correcta sigue rechazada después de intentos fallidos. Muchos medidores rechazan entonces toda clave por un tiempo; cada intento puede alargarlo.',
    possible: 'El medidor puede rechazar accesos por un tiempo después de intentos fallidos.',
    proof:
      'Ningún intento durante el tiempo de bloqueo del fabricante, y luego uno con la clave correcta: si se acepta, el bloqueo queda probado.',
    remedy: [
      'Detenga todo cliente que inicie sesión, también el colector.',
      'Espere el tiempo de bloqueo que indica el fabricante: de un minuto a horas.',
      'Después pruebe la clave correcta una sola vez.',
    ],
  },
  'login.context': {
    title: 'El medidor rechaza el contexto de aplicación',
    means:
      'El medidor rechaza lo que propone el AARQ: contexto de aplicación, conformance o tamaño de PDU. Esta respuesta no trata de la clave.',
    possible: 'El medidor puede querer otro contexto de aplicación, conformance o tamaño de PDU.',
    proof:
      'El diagnóstico o el initiateError del medidor nombra la parte; un AARQ público con cada contexto (LN, SN, cifrado) lo confirma.',
    remedy: [
      'Ponga el contexto que quiere el medidor: nombres lógicos (LN) o cortos (SN), sin cifrar o cifrado.',
      'Proponga un tamaño de PDU de 04B0 y un bloque de conformance menor.',
    ],
  },
  'login.mechanism': {
    title: 'El medidor quiere otro nivel de autenticación',
    means: 'El medidor informa que el mecanismo de autenticación falta o no lo conoce. La clave no fue juzgada.',
    possible: 'El medidor puede querer otro nivel de autenticación: ninguno, LLS o uno de HLS.',
    proof:
      'El diagnóstico del medidor en el AARE: 11 mecanismo no reconocido, 12 mecanismo requerido, 14 autenticación requerida.',
    remedy: [
      'Ponga el nivel de autenticación de este client SAP: ninguno, LLS o HLS.',
      'Pregunte al dueño del medidor qué nivel corresponde a este client SAP.',
    ],
  },
  'security.key': {
    title: 'El medidor no puede descifrar lo que enviamos',
    means:
      'El medidor informa un error de descifrado. Una llave, el system title o la suite de seguridad no coincide; la trama no dice cuál.',
    possible: 'Una llave o el system title pueden no coincidir con los del medidor.',
    proof:
      'Un error de descifrado enviado por el medidor lo prueba; un AARE grabado puede verificarse sin conexión contra las llaves.',
    remedy: [
      'Compare la llave de cifrado, la llave de autenticación y el system title con los del dueño.',
      'Revise la suite de seguridad y el client SAP al que pertenecen las llaves.',
      'No pruebe llaves al azar.',
    ],
  },
  'security.counter': {
    title: 'El contador de invocación es demasiado bajo',
    means: 'El medidor ya vio de este cliente un contador de invocación mayor y rechaza uno anterior.',
    possible: 'El contador de invocación de este cliente puede estar atrasado respecto del medidor.',
    proof:
      'La exception-response del medidor trae el contador que espera; el cliente público puede leer el objeto del contador.',
    remedy: [
      'Ponga el contador del cliente en el valor que el medidor espera.',
      'Lleve un contador por llave: dos clientes con la misma llave deben compartirlo.',
      'Haga que el cliente guarde su contador antes de enviar.',
    ],
  },
  'frame.malformed': {
    title: 'La trama ya estaba mal antes de enviarse',
    means:
      'Los bytes dados a mano traen un error. Un medidor puede descartar una trama así en silencio, de modo que la falta de respuesta no dice nada del medidor.',
    possible: 'La trama en uso puede estar mal formada.',
    proof: '`meter decode` recalcula la longitud, HCS y FCS y muestra los bytes que serían correctos.',
    remedy: [
      'Tome los bytes corregidos de `meter decode` y envíe esos.',
      'Corrija el programa o la tabla de donde salió la trama.',
      'Descarte toda conclusión sacada de la trama equivocada.',
    ],
  },
  'meter.deaf': {
    title: 'El medidor no contesta una pregunta ya comprobada',
    means:
      'Estos ajustes funcionaron antes, o toda otra causa conocida fue excluida con un experimento. La falla está en el medidor o en el cable hasta él.',
    possible: 'El medidor, o el cable hasta él, puede haber fallado.',
    proof:
      'Una persona junto al medidor revisa pantalla, alimentación y cableado; una respuesta tras el reinicio guiado de `meter recover` muestra que el reinicio sirvió.',
    remedy: [
      'Pida que alguien mire la pantalla, la alimentación y los bornes RS-485.',
      'Detenga el colector, deje la línea en silencio 180 segundos y pregunte una vez.',
      'Solo entonces reinicie: apague, espere 60 segundos, encienda, espere 3 minutos y repita la prueba.',
    ],
  },
  'link.silent': {
    title: 'Sin respuesta, y la razón aún no está probada',
    means:
      'El puerto se abrió y una pregunta válida quedó sin respuesta. El silencio tiene muchas causas; las no excluidas se listan, la más probable primero.',
    possible: 'El medidor puede callar por una razón que no se ensayó.',
    proof:
      '`meter probe` pregunta longitud y valor de la dirección, client SAP, formas de negociación, wrapper, modo E y eco, uno por uno.',
    remedy: [
      'Pruebe las otras longitudes de dirección: `meter test <medidor> --server 1`, luego `1/1`, luego `1/1:4`.',
      'Pruebe los valores usuales: `--server 1/17`, y los últimos cuatro dígitos del número de serie como `1/NNNN:4`.',
      'Revise velocidad y paridad en el gateway: 9600 8N1 es lo usual en RS-485.',
      'No reinicie el medidor con esta evidencia.',
    ],
  },
  inconclusive: {
    title: 'La evidencia no coincide con ningún patrón conocido',
    means: 'Llegaron bytes, pero ninguna regla los explica sin adivinar. No se nombra ninguna causa.',
    possible: 'La razón puede ser una que esta herramienta no conoce.',
    proof: 'Una segunda prueba con `--trace ARCHIVO` muestra si vuelven los mismos bytes.',
    remedy: [
      'Repita la prueba una vez con `--trace ARCHIVO`.',
      'Mire los bytes con `meter decode ARCHIVO`.',
      'Envíe el archivo a los autores de esta herramienta, después de revisar que no tenga claves.',
    ],
  },
} as const satisfies Record<keyof typeof causesEn, CauseWords>;
