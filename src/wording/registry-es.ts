/** The words of the registry in Spanish (Latin America, neutral "usted"). */
import type { RegistryWords } from './registry.ts';

const endpointForms = 'Escríbalo como 192.0.2.7, 192.0.2.7:3333, hdlc://gateway:3333 o wrapper://gateway:4059.';
const serverForms = 'Escríbala como 1, como 1/17 (lógica/física), o como 1/1234:4 (con su número de bytes).';
const credentialForm =
  'Escríbalo como NOMBRE:CLIENTE, NOMBRE:CLIENTE:NIVEL o NOMBRE:CLIENTE:NIVEL:CLAVE, p. ej. user2:16:lls:env:METER_2.';
const secretForms = 'Use env:NOMBRE para una variable, file:RUTA para un archivo, o - para escribirla sin que se vea.';

export const registryEs: RegistryWords = {
  list: { id: 'Id', name: 'Nombre', endpoint: 'Destino', server: 'Servidor', credentials: 'Credenciales' },
  show: {
    endpoint: 'destino',
    server: 'servidor',
    note: 'nota',
    credentials: 'juegos de credenciales',
    client: 'cliente',
    secret: 'clave',
    noCredentials: 'Sin juegos de credenciales: no se puede preguntar nada a este medidor.',
  },
  width: (bytes) => (bytes === 1 ? '1 byte' : `${bytes} bytes`),
  secretMask: { none: 'ninguna', literal: 'guardada (literal)' },

  added: (name, id, endpoint) => `Se agregó ${name} (id ${id}) en ${endpoint}.`,
  edited: (name, id) => `Se cambió ${name} (id ${id}).`,
  unchanged: (name, id) => `${name} (id ${id}) ya estaba así; no cambió nada.`,
  removed: (name, id) => `Se quitó ${name} (id ${id}).`,
  kept: (name) => `${name} sigue en el registro.`,
  confirmRemove: (name, id, endpoint) => `¿Quitar ${name} (id ${id}, ${endpoint}) del registro? [s/N] `,
  yes: /^(?:s[ií]?|y(?:es)?)$/i,
  noMeters: 'Todavía no hay medidores registrados.',
  firstMeter: 'Agregue uno: meter add NOMBRE 192.0.2.7',
  next: (name) => `Siguiente paso: meter test ${name}`,
  secretInHistory:
    'La clave iba en la línea de comando, así que el shell puede guardarla en su historial. La próxima vez use env:, file: o -.',
  askSecret: (credential) => `Clave de ${credential} (no se muestra): `,

  usage: {
    endpoint: (text) => ({ message: `"${text}" no es un host ni un destino.`, hint: endpointForms }),
    transport: (text) => ({ message: `"${text}" no es un transporte conocido.`, hint: endpointForms }),
    port: (text) => ({
      message: `"${text}" no es un puerto TCP.`,
      hint: 'Un puerto es un número de 1 a 65535; los gateways seriales suelen usar 3333.',
    }),
    portTwice: (inEndpoint, asOption) => ({
      message: `El destino dice puerto ${inEndpoint}, --port dice ${asOption}.`,
      hint: 'Indique el puerto una sola vez.',
    }),
    server: (text) => ({ message: `"${text}" no es una dirección de servidor.`, hint: serverForms }),
    serverRange: (part, value, maximum) => ({
      message: `La parte ${part === 'upper' ? 'lógica' : 'física'} de la dirección de servidor es ${value}; con este número de bytes puede ser ${maximum} como máximo.`,
      hint: serverForms,
    }),
    id: (text) => ({ message: `"${text}" no es un id.`, hint: 'Un id es un número entero a partir de 1.' }),
    credential: (text) => ({ message: `"${text}" no es un juego de credenciales.`, hint: credentialForm }),
    credentialName: (name) => ({
      message: `"${name}" no puede ser el nombre de un juego de credenciales.`,
      hint: 'Su nombre tiene de 1 a 32 letras o cifras, sin espacios y sin : = , /',
    }),
    client: (text, credential) => ({
      message: `"${text}" no es un client SAP (juego de credenciales ${credential}).`,
      hint: 'Un client SAP es un número de 0 a 127; 16 es el cliente público.',
    }),
    level: (credential, levels) => ({
      message: `El juego de credenciales ${credential} tiene un nivel que no se conoce.`,
      hint: `Los niveles son: ${levels}.`,
    }),
    levelWithoutSecret: (credential) => ({
      message: `El juego de credenciales ${credential} tiene nivel none, y por eso no lleva clave.`,
      hint: 'Use el nivel lls para una contraseña, o no indique la clave.',
    }),
    secretSource: (credential) => ({
      message: `La clave de ${credential} no nombra ninguna variable ni ningún archivo.`,
      hint: secretForms,
    }),
    secretOption: (credential) => ({
      message:
        credential === ''
          ? '--secret espera NOMBRE=ORIGEN.'
          : `La clave de ${credential} se dio en texto claro; --secret no la acepta así.`,
      hint: secretForms,
    }),
    secretTwice: (credential) => ({
      message: `La clave de ${credential} se indicó dos veces.`,
      hint: 'Indíquela una sola vez.',
    }),
    secretMissing: (credential) => ({
      message: `No llegó ninguna clave para ${credential} por la entrada estándar.`,
      hint: 'Cada línea de entrada es una clave, en el orden de las opciones --secret.',
    }),
    nothingToChange: {
      message: 'No se indicó nada que cambiar.',
      hint: 'Diga qué debe ser distinto, p. ej. --endpoint 192.0.2.8; vea `meter edit --help`.',
    },
    needsYes: {
      message: 'Aquí no se puede preguntar a nadie si de verdad hay que quitar el medidor.',
      hint: 'Agregue --yes para quitarlo sin preguntar.',
    },
  },

  registry: {
    'meter-unknown': ({ wanted, nearest, known }) => ({
      message: `No hay ningún medidor "${wanted}" en el registro.`,
      hint:
        nearest.length > 0
          ? `¿Quiso decir ${nearest.join(', ')}? Vea \`meter list\`.`
          : known === 0
            ? 'Todavía no hay medidores registrados; agregue uno (meter add NOMBRE HOST), o indique un destino con su puerto: HOST:3333.'
            : 'Vea `meter list`, o indique un destino con su puerto: HOST:3333.',
    }),
    'id-taken': ({ id, by }) => ({
      message: `El id ${id} ya es de ${by}.`,
      hint: `Elija otro id, omita --id, o cambie ese medidor: meter edit ${id}`,
    }),
    'id-out-of-range': ({ id, maximum }) => ({
      message: `${id} no puede ser un id.`,
      hint: `Un id es un número entero de 1 a ${maximum}.`,
    }),
    'name-taken': ({ name, id }) => ({
      message: `Ya hay un medidor llamado ${name} (id ${id}).`,
      hint: `Elija otro nombre, o cambie ese medidor: meter edit ${id}`,
    }),
    'name-wrong': ({ name, why }) => ({
      message: `"${name}" no puede ser el nombre de un medidor: ${registryEs.nameWhy[why]}.`,
      hint: 'Un nombre tiene de 1 a 64 caracteres, p. ej. medidor-02.',
    }),
    'note-too-long': ({ length, maximum }) => ({
      message: `La nota tiene ${length} caracteres.`,
      hint: `Puede tener ${maximum} como máximo.`,
    }),
    'credential-twice': ({ name }) => ({
      message: `El juego de credenciales ${name} se indicó dos veces.`,
      hint: 'Cada juego de credenciales de un medidor tiene su propio nombre.',
    }),
    'credential-unknown': ({ name, known }) => ({
      message: `No hay ningún juego de credenciales ${name}.`,
      hint: known.length === 0 ? 'Este medidor no tiene ninguno.' : `Este medidor tiene: ${known.join(', ')}.`,
    }),
    'meter-changed': ({ name }) => ({
      message: `Otra ejecución cambió o quitó ${name} mientras tanto; no se hizo nada.`,
      hint: 'Vea `meter list` y repita el comando.',
    }),
  },
  nameWhy: {
    'name-empty': 'está vacío',
    'name-too-long': 'es demasiado largo',
    'name-unprintable': 'contiene caracteres que no se ven',
    'name-like-number': 'se tomaría por un id',
    'name-like-endpoint': 'se tomaría por un destino',
    'name-like-option': 'se tomaría por una opción',
  },

  settings: {
    damaged: ({ path, setAsideAs }, why) =>
      setAsideAs === null
        ? {
            message: `El archivo de ajustes ${path} está dañado: ${why}. Se dejó como está.`,
            hint: 'Repárelo o muévalo a otro lugar; sin él, el registro empieza vacío.',
          }
        : {
            message: `El archivo de ajustes ${path} estaba dañado: ${why}. Se apartó, no se perdió nada: ${setAsideAs}`,
            hint: 'Repare ese archivo y devuélvalo a su lugar, o siga: el próximo comando empieza con un registro vacío.',
          },
    newer: ({ path, schema }) => ({
      message: `El archivo de ajustes ${path} lo escribió una versión más nueva de meter (esquema ${schema}). No se tocó.`,
      hint: 'Use esa versión más nueva, u otra carpeta: --config-dir CARPETA',
    }),
    'not-a-file': ({ path }) => ({
      message: `${path} debería ser el archivo de ajustes, pero es una carpeta u otra cosa que no es un archivo.`,
      hint: 'Muévalo a otro lugar, o elija otra carpeta: --config-dir CARPETA',
    }),
    unreadable: ({ path, system }) => ({
      message: `No se puede leer el archivo de ajustes ${path} (${system}).`,
      hint: 'Permita que este usuario lo lea, o elija otra carpeta: --config-dir CARPETA',
    }),
    'write-protected': ({ path }) => ({
      message: `El archivo de ajustes ${path} está protegido contra escritura; no se cambió nada.`,
      hint: `Si se puede cambiar: chmod u+w '${path}'`,
    }),
    'folder-unusable': ({ path, system }) => ({
      message: `No se puede escribir en la carpeta de ajustes ${path} (${system}); no se cambió nada.`,
      hint: 'Haga que sea una carpeta en la que este usuario pueda escribir, o elija otra: --config-dir CARPETA',
    }),
    'write-failed': ({ path, system }) => ({
      message: `No se pudo escribir el archivo de ajustes ${path} (${system}); está como antes.`,
      hint: 'Revise el espacio libre y los permisos, y repita el comando.',
    }),
    'lock-failed': ({ path, system }) => ({
      message: `No se puede crear el bloqueo ${path} (${system}); no se cambió nada.`,
      hint: 'La carpeta debe estar en un sistema de archivos con enlaces duros, y este usuario debe poder escribir en ella.',
    }),
    'lock-held': ({ pid, command, waitedMs }) => ({
      message: `Otra ejecución lleva ${Math.round(waitedMs / 1000)} s cambiando los ajustes${pid === null ? '' : `: proceso ${pid} (${command})`}; no se cambió nada.`,
      hint: 'Espere a que termine y repita el comando.',
    }),
  },
  damage: {
    'not-json': ({ line }) => (line === null ? 'no es JSON' : `no es JSON (línea ${line})`),
    'not-utf8': () => 'no es texto UTF-8',
    shape: ({ where }) => (where === '' ? 'no es un registro' : `"${where}" no es lo que debe ser`),
    'id-twice': ({ id }) => `el id ${id} aparece dos veces`,
    'name-twice': ({ name }) => `el nombre ${name} aparece dos veces`,
  },

  options: {
    port: 'puerto TCP, si el destino no lo dice (3333; wrapper 4059)',
    server: 'dirección de servidor: 1, 1/17 (lógica/física), 1/1234:4 (con su número de bytes) (1)',
    addCredential:
      'juego de credenciales como NOMBRE:CLIENTE[:none|lls[:CLAVE]], en lugar de user1:1 y user2:16; se puede repetir. CLAVE: env:NOMBRE, file:RUTA, o texto claro, que queda en el historial del shell',
    editCredential:
      'agrega o reemplaza un juego de credenciales, como NOMBRE:CLIENTE[:none|lls[:CLAVE]]; conserva su clave si no se indica otra; se puede repetir. Una CLAVE en texto claro queda en el historial del shell',
    secret:
      'clave de un juego de credenciales: env:NOMBRE (variable), file:RUTA, - (se escribe sin verse, o se lee de la entrada estándar), none; su nivel pasa a lls; se puede repetir',
    addId: 'id del nuevo medidor (el siguiente)',
    editId: 'nuevo id',
    addNote: 'una observación',
    editNote: "nueva observación; '' la quita",
    name: 'nuevo nombre',
    endpoint: 'nuevo destino; un host solo conserva el puerto',
    removeCredential: 'quita un juego de credenciales; se puede repetir',
    collector: 'lo que normalmente lo lee: systemd:UNIDAD, systemd-user:UNIDAD, http://HOST:PUERTO/base[#ID], none',
    collectorCommand: 'una línea de comando para pause, resume, restart, status, logs o follow; sin shell; repetible',
    yes: 'no preguntar',
  },
};
