/** What is proven, not proven and not tested, in Spanish: told under the table. `{name}` stands for a value. */
export const statementsEs: Readonly<Record<string, string>> = {
  'host-pings': 'El equipo remoto responde al ping: {received} de {sent}, {ms} ms.',
  'port-accepts': 'El puerto acepta conexiones TCP: {times} de {times}, {ms} ms.',
  'port-accepts-sometimes': 'El puerto acepta algunas conexiones TCP: {connected} de {times}.',
  'host-refuses': 'El equipo remoto, o un cortafuegos delante de él, rechazó la conexión en {ms} ms.',
  'held-by-process': 'Un proceso de este equipo está conectado al puerto: {process}, pid {pid}.',
  'held-on-this-host': 'Un proceso de este equipo está conectado al puerto; el sistema no le dice a este usuario cuál.',
  'own-run': 'Otra ejecución de esta herramienta ocupa la línea: pid {pid}, {command}.',
  'settings-worked':
    'Estos ajustes funcionaron antes: el cliente {client} tuvo enlace por última vez en {at} ({successes} de {attempts} preguntas anteriores).',
  'settings-never-worked':
    'Que estos ajustes sean los correctos para el cliente {client}: aquí nunca tuvieron enlace. Intentos anteriores: {attempts}.',
  'gateway-speaks': 'Habló el gateway, no el medidor: "{text}" es un texto de {device}.',
  'text-came': 'Llegó texto plano por la línea: "{text}".',
  'gateway-lives':
    'El gateway vive y cuenta sus clientes: una segunda conexión recibió "{text}" con la nuestra abierta.',
  'gateway-counts': 'El gateway cuenta sus clientes: una segunda conexión recibió {outcome} con la nuestra abierta.',
  'first-thrown-out': 'Una segunda conexión expulsa a la primera: este gateway atiende al cliente más nuevo.',
  'path-to-line-works': 'El camino hasta el punto que hace eco funciona: volvieron nuestros propios bytes.',
  'frames-of-others': 'Hay tramas de otros en la línea: {type} de {from} a {to}.',
  'link-opens': 'El servidor {server} abre un enlace para el cliente {client} ({credential}) en {ms} ms.',
  'protest-without-address': 'Algo en el otro extremo protesta con {outcome}, en una trama sin direcciones.',
  'meter-answers':
    'El servidor {server} responde al cliente {client} ({credential}) con {outcome} en {ms} ms: cableado, velocidad y dirección son correctos.',
  'answers-from-elsewhere': 'A una pregunta al servidor {asked} respondió el servidor {server} en {ms} ms.',
  'answers-disc':
    'El medidor responde a un DISC del cliente {client} ({credential}) con {outcome}: línea, velocidad y dirección son correctas.',
  'let-in':
    'El medidor admite al cliente {client} ({credential}), sin clave, en {ms} ms: contexto {context}, tamaño de PDU {pdu}.',
  'let-in-with-secret':
    'El medidor admite al cliente {client} ({credential}), con su clave de {octets} octetos, en {ms} ms: contexto {context}, tamaño de PDU {pdu}.',
  'says-of-login': 'El medidor responde al acceso del cliente {client} ({credential}) con {result}, {diagnostic}.',
  'errs-on-login': 'El medidor responde al acceso del cliente {client} ({credential}) con un error: {error}.',
  'secret-sent-once':
    'Se envió una clave de {octets} octetos como cliente {client} ({credential}), una vez; esta ejecución no la envía de nuevo.',
  reads: 'El cliente {client} ({credential}) lee {object} en {ms} ms: {value}.',
  denies: 'El medidor niega {object} al cliente {client} ({credential}): {result}.',
  'address-right':
    'Que la dirección de servidor {server} y su número de bytes sean correctos: nunca llegó respuesta a ella.',
  'client-known': 'Que el medidor conozca estos client SAP.',
  'serial-side': 'Que el lado serie del gateway (velocidad, paridad, cableado) sea correcto.',
  'meter-defect': 'Que el medidor esté bloqueado o necesite un reset: el silencio solo no lo demuestra.',
  'meter-state': 'Cómo está el medidor: ninguna pregunta le ha llegado.',
  'ping-unavailable': 'Ping ({why}).',
  'holder-unknown': 'Qué proceso local ocupa el puerto ({why}).',
  'links-not-asked': 'El enlace, el acceso y las lecturas: no se pudo usar la línea.',
  'login-without-link': 'Acceso y lecturas: antes hace falta un enlace abierto.',
  'as-deep-as-link': 'Acceso y lecturas: esta prueba debía llegar hasta el enlace.',
  'as-deep-as-login': 'Lecturas: esta prueba debía llegar hasta el acceso.',
  'no-secret': 'Acceso y lectura como cliente {client} ({credential}): el juego no tiene clave.',
  'rejected-before':
    'Acceso como cliente {client} ({credential}): el medidor ya rechazó la autenticación de este client SAP, y un segundo intento podría bloquearlo.',
  'echo-damaged':
    'Acceso como cliente {client} ({credential}): la línea devuelve nuestros propios bytes y los daña, así que una clave no podría ocultarse en lo que se muestra.',
  'short-names': 'Lectura como cliente {client} ({credential}): esta versión no lee por nombres cortos.',
  'reading-without-login': 'Lecturas: antes hace falta el acceso.',
  'address-answers': 'Un {question} a la dirección {asked} se contestó con {outcome}, desde {from}, en {ms} ms.',
  'addresses-silent': 'Se preguntaron {count} direcciones, y ninguna contestó: {list}.',
  'other-addresses-silent': 'Se preguntaron otras {count} direcciones, y no contestaron: {list}.',
  'control-silent':
    'Preguntada de nuevo después, con {question}, la dirección configurada {server} siguió en silencio.',
  'control-answers':
    'Preguntada de nuevo después, con {question}, la dirección configurada {server} contestó con {outcome}.',
  'clients-silent': 'Se pidió un enlace con otros {count} client SAP, y ninguno se abrió: {list}.',
  'forms-silent': 'Formas del SNRM que encontraron silencio: {count} de 3.',
  'wrapper-silent': 'Un AARQ por el wrapper, como cliente {client}, encontró silencio.',
  'wrapper-answers': 'Un AARQ por el wrapper, como cliente {client}, se contestó en el mismo puerto: {result}.',
  'hdlc-silent': 'Un SNRM en HDLC, en una conexión propia, encontró silencio.',
  'no-echo': 'Dos banderas (7E 7E) no volvieron: la línea no hace eco.',
  'identifies-itself': 'El inicio de sesión de IEC 62056-21 se contestó: "{text}".',
  'sign-on-silent': 'El inicio de sesión de IEC 62056-21, a la velocidad del gateway, encontró silencio.',
  'patient-silent': 'A un SNRM se le esperó más de {ms} ms, y no llegó nada.',
  'silent-after-quiet': 'Tras {seconds} s de silencio en la línea, un SNRM también encontró silencio.',
  'opens-after-quiet': 'Tras {seconds} s de silencio en la línea, un SNRM abrió un enlace.',
  'came-free': 'El puerto ocupado se liberó tras {seconds} s.',
  'stayed-busy': 'Al puerto ocupado se le preguntó {count} veces durante {seconds} s, y siguió ocupado.',
  'hand-frame-wrong': 'Los bytes dados estaban mal antes de salir: {defects}.',
  'hand-frame-answered': 'Los bytes dados tuvieron respuesta: {answers}.',
  'serial-speed-not-asked': 'La velocidad y paridad del lado serie: por TCP puro no se pueden cambiar desde aquí.',
};
