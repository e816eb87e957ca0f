/** Causes in Spanish words: the way to the gateway, and the gateway itself. */
import type { CauseWords } from './cause-words.ts';

export const causesWayEs = {
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
} as const satisfies Record<string, CauseWords>;
