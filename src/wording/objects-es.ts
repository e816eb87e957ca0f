/** The words of the commands that read and write objects, in Spanish. */
import type { ObjectWords } from './objects.ts';

export const objectsEs: ObjectWords = {
  activity: {
    opening: 'abriendo una sesión',
    reading: (done, all) => `leyendo, ${done} de ${all}`,
    list: (count) => `leyendo la lista de objetos, ${count} objetos hasta ahora`,
    writing: 'escribiendo',
  },
  login: {
    noSecret: (credential) => ({
      message: `El juego de credenciales ${credential} tiene el nivel lls y ningún secreto.`,
      hint: `Asígnele uno: meter edit MEDIDOR --secret ${credential}=-`,
    }),
    secretMissing: (credential, where) => ({
      message: `El secreto del juego de credenciales ${credential} no se puede obtener de ${where}.`,
      hint: 'Defina la variable, o haga que el archivo se pueda leer y no esté vacío; o elija otro juego con --credential.',
    }),
  },
  columns: {
    object: 'objeto',
    obis: 'código OBIS',
    value: 'valor',
    unit: 'unidad',
    octets: 'tipo y octetos',
    class: 'clase',
    version: 'ver.',
    name: 'nombre',
    rights: 'derechos',
  },
  unscaled: 'escala desconocida',
  errors: {
    'hardware-fault': 'el medidor reporta una falla de hardware',
    'temporary-failure': 'el medidor no puede responder ahora; intente otra vez',
    'read-write-denied': 'no permitido a este cliente',
    'object-undefined': 'el medidor no tiene ese objeto',
    'object-class-inconsistent': 'el objeto tiene otra clase',
    'object-unavailable': 'no disponible ahora',
    'type-unmatched': 'el medidor quiere otro tipo',
    'scope-of-access-violated': 'no permitido a este cliente',
    'data-block-unavailable': 'el medidor interrumpió una respuesta larga',
    'long-get-aborted': 'el medidor interrumpió una respuesta larga',
    'other-reason': 'rechazado, y el medidor no dice por qué',
    'attribute-unknown': 'su clase no tiene un atributo con ese nombre',
    'exception-response': 'el medidor rechaza la pregunta misma',
    'confirmed-service-error': 'el medidor rechaza la pregunta misma',
    secret: 'una contraseña no se lee salvo con --show-secrets',
    malformed: 'llegó una respuesta ilegible',
    'not-asked': 'esta asociación no permite la pregunta',
  },
  client: (client, credential) => `cliente ${client} (${credential})`,
  options: {
    watch: 'lee otra vez cada tantos segundos, en una misma asociación, hasta Ctrl-C',
    raw: 'muestra además tipos y octetos',
    refresh: 'lee de nuevo la lista de objetos',
    tree: 'agrupa los objetos por clase',
    class: 'solo objetos de esta clase',
    values: 'lee todo valor que se pueda leer, salvo los búferes de perfiles',
    profiles: 'con --values: lee también los búferes de perfiles',
    yes: 'lo envía de verdad; sin esto solo se muestra',
    scaled: 'el valor está en la unidad del registro, no en su número crudo',
  },
  object: {
    empty: {
      message: 'Un objeto no tiene nombre.',
      hint: 'Escríbalo como 1-0:1.8.0, 3:1-0:1.8.0:2 (clase:OBIS:atributo), o con un nombre como energía.',
    },
    nameUnknown: (name, nearest) => ({
      message: `No se conoce ningún objeto con el nombre "${name}".`,
      hint:
        nearest.length > 0
          ? `¿Quiso decir ${nearest.join(', ')}?`
          : 'Escriba su código OBIS, p. ej. 1-0:1.8.0; `meter browse` muestra lo que un medidor tiene.',
    }),
    obisWrong: (text) => ({
      message: `"${text}" no es un código OBIS.`,
      hint: 'Escríbalo como 1-0:1.8.0, 1-0:1.8.0.255, 1.0.1.8.0.255, 1.8.0, o con doce dígitos hexadecimales.',
    }),
    obisRange: (text, group, value) => ({
      message: `"${text}" no es un código OBIS: el grupo ${group} es ${value}.`,
      hint: 'Cada grupo de un código OBIS es un número de 0 a 255.',
    }),
    obisCount: (text, count) => ({
      message: `"${text}" tiene ${count} grupos, y se puede leer de varias maneras.`,
      hint: 'Escriba los seis (1.0.1.8.0.255), tres (1.8.0), o A-B:C.D.E (1-0:1.8.0).',
    }),
    classWrong: (text) => ({
      message: `"${text}" no es un número de clase.`,
      hint: 'Una clase es un número de 1 a 65535: 1 Data, 3 Register, 8 Clock.',
    }),
    memberWrong: (text) => ({
      message: `"${text}" no es un número de atributo ni de método.`,
      hint: 'Los atributos van de 1 a 127 (los fabricantes usan también -1 a -128), los métodos de 1 a 127.',
    }),
    memberUnknown: (text, className, known) => ({
      message: `${className} no tiene nada con el nombre "${text}".`,
      hint: known.length > 0 ? `Tiene: ${known.join(', ')}.` : 'Indique su número.',
    }),
    isProfile: (text) => ({
      message: `"${text}" es un perfil: su búfer no es un solo valor.`,
      hint: `Lea sus filas con \`meter profile\`, o un atributo, p. ej. ${text}:capture_objects.`,
    }),
    isList: (text) => ({
      message: `"${text}" es la lista de objetos.`,
      hint: 'Léala con `meter browse`, o lea otro de sus atributos.',
    }),
  },
  browse: {
    fromCache: (age) => `Esta lista se guardó hace ${age}; --refresh la lee de nuevo.`,
    count: (shown, all) => (shown === all ? `${all} objetos.` : `${shown} de ${all} objetos.`),
    none: (filter) => `Ninguno de los objetos coincide con ${filter}.`,
    unreadable: (count) => `${count} entradas de la lista no se pueden leer y se omiten.`,
    refused: (error) => `El medidor no da su lista de objetos: ${error}.`,
    endless: (count) => `La lista de objetos se abandonó tras ${count} objetos: ningún medidor tiene tantos.`,
    classWrong: (text) => ({
      message: `--class "${text}" no es un número de clase.`,
      hint: 'Una clase es un número de 1 a 65535: 1 Data, 3 Register, 7 Profile generic, 8 Clock.',
    }),
    profilesAlone: { message: '--profiles va con --values.', hint: 'Agregue --values, u omita --profiles.' },
  },
  write: {
    labels: {
      now: 'ahora',
      toSend: 'por enviar',
      sent: 'enviado',
      result: 'resultado',
      after: 'se lee',
      returned: 'devuelve',
    },
    done: 'hecho (success)',
    nothing: 'sin parámetro',
    notSent: 'No se envió nada.',
    notSentHint: 'Agregue --yes para enviarlo.',
    readsOther: 'El medidor dice que está hecho, y se lee otra cosa.',
    notKnown: 'No se sabe si el medidor lo hizo.',
    typeNeeded: (object) => ({
      message: `El valor de ${object} no dice qué tipo quiere.`,
      hint: 'Ponga el tipo delante del valor: long-unsigned:5, octet-string:AABB, raw:1200FF (A-XDR).',
    }),
    typeUnknown: (type, known) => ({
      message: `"${type}" no es un tipo que se pueda escribir.`,
      hint: `Tipos: ${known.join(', ')}.`,
    }),
    valueMalformed: (text, type) => ({
      message: `"${text}" no es un valor del tipo ${type}.`,
      hint: 'Ejemplos: long-unsigned:5, boolean:true, octet-string:AABB, bit-string:0101, date-time:2026-11-24T10:00.',
    }),
    valueRange: (text, type, minimum, maximum) => ({
      message: `${text} no cabe en ${type}.`,
      hint: `Va de ${minimum} a ${maximum}.`,
    }),
    scaleInexact: (text, scaler) => ({
      message: `${text} no se puede escribir con una escala de 10^${scaler}.`,
      hint: 'No dé más decimales de los que tiene el registro.',
    }),
    scaleUnknown: (object) => ({
      message: `No se conoce la escala de ${object}, así que no se puede escribir un valor en su unidad.`,
      hint: 'Omita --scaled y dé el número crudo.',
    }),
    attributeUnknown: (object) => ({
      message: `La clase de ${object} no tiene un atributo con ese nombre.`,
      hint: 'Indique su número; `meter browse` los muestra.',
    }),
    methodUnknown: (object) => ({
      message: `La clase de ${object} no tiene un método con ese nombre.`,
      hint: 'Indique su número; `meter browse` los muestra.',
    }),
    methodNeeded: (object) => ({
      message: `"${object}" no nombra ningún método.`,
      hint: 'Escríbalo como objeto:método, p. ej. clock:adjust_to_minute o 3:1-0:1.8.0:1.',
    }),
    classUnknown: (object) => ({
      message: `No se conoce la clase de ${object}, y los métodos no se prueban adivinando.`,
      hint: 'Ponga la clase delante, p. ej. 70:0-0:96.3.10:1.',
    }),
    secret: (object) => ({
      message: `${object} es una contraseña, y quedaría en texto claro en las trazas.`,
      hint: 'Indique --show-secrets si es lo que quiere.',
    }),
  },
  read: {
    watchWrong: (text) => ({
      message: `--watch "${text}" no es un tiempo en segundos.`,
      hint: 'Indique de 0.2 a 100 segundos: un medidor suelta un enlace que está quieto más tiempo.',
    }),
    nothing: 'El medidor no tiene ninguno de los objetos que se suelen leer; `meter browse` muestra lo que tiene.',
  },
};
