/** The words of `meter doctor` in Spanish. */
import type { DoctorWords } from './doctor.ts';

export const doctorEs: DoctorWords = {
  names: {
    settings: 'ajustes',
    setAside: 'apartados',
    node: 'Node',
    programs: 'programas',
    systemd: 'systemd',
    collectors: 'colectores',
    clock: 'reloj',
    locks: 'bloqueos',
    ports: 'puertos',
    terminal: 'terminal',
    history: 'historial',
  },
  fix: 'Remedio',
  allRight: 'Todo en orden.',
  problems: (count) => (count === 1 ? 'Se encontró 1 problema.' : `Se encontraron ${count} problemas.`),
  settings: {
    none: (path) => `Todavía no hay archivo en ${path}; el primer \`meter add\` lo crea.`,
    read: (path, meters, mode) => `${path}: ${meters} ${meters === 1 ? 'medidor' : 'medidores'}, modo ${mode}.`,
    newer: (path, schema) => `${path} fue escrito por una versión más nueva (esquema ${schema}).`,
    damaged: (path, why) => `${path} no se puede leer: ${why}.`,
    failed: (path, code, system) => `${path}: ${code} (${system}).`,
    readable: (path, mode) => `${path} tiene modo ${mode}: otros pueden leer o cambiar lo guardado allí.`,
    fixNewer: 'Actualice esta herramienta, o indique otra carpeta con --config-dir.',
    fixDamaged: 'Repare el archivo en un editor. El próximo comando que lo lea lo apartará con un nombre que lo dice.',
    fixFailed: (path) => `Vea que ${path} sea un archivo que pueda leer, en una carpeta donde pueda escribir.`,
    fixMode: (path, mode) => `chmod ${mode} ${path}`,
  },
  setAside: {
    none: 'No hay ajustes dañados por ahí.',
    found: (paths) => `Ajustes dañados que se apartaron: ${paths}.`,
    fix: 'Tome de ellos lo que necesite y luego bórrelos; pueden tener secretos.',
  },
  node: {
    fits: (version) => `${version}.`,
    old: (version, least) => `${version} es anterior a ${least}.`,
    fix: (least) => `Instale Node ${least} o más nuevo.`,
  },
  programs: {
    all: (names) => `${names} están.`,
    missing: (names) => `Faltan: ${names}.`,
    lost: {
      systemctl: 'sin systemctl no se puede pausar un colector que sea una unidad de systemd',
      journalctl: 'sin journalctl no se puede leer su registro',
      ping: 'sin ping una prueba dice menos de la red',
      ss: 'sin ss es más difícil saber quién ocupa un puerto en este equipo',
    },
    fix: (packages) => `Instale ${packages} (nombres de Debian).`,
  },
  systemd: {
    runs: 'systemd gobierna este equipo, y su registro está.',
    noJournal: 'systemd gobierna este equipo, pero su registro no está: no se pueden leer registros.',
    absent: 'systemd no gobierna este equipo; ningún medidor lo necesita.',
    needed: (meters) => `systemd no gobierna este equipo, pero el colector de ${meters} es una unidad suya.`,
    fixNeeded: 'Ejecute esta herramienta en el equipo del colector, o regístrelo de otro modo: meter edit --collector.',
    fixJournal: 'systemctl status systemd-journald',
  },
  collectors: {
    none: 'Ningún medidor tiene uno registrado.',
    state: (meter, state) => `${meter}: ${state}.`,
    failed: (meter, code, detail) => `${meter}: no lo dice (${code}${detail === '' ? '' : `, ${detail}`}).`,
    pausedButRuns: (meter) => `${meter} está marcado en pausa, pero su colector funciona.`,
    stopped: (meter) => `${meter}: detenido, y nadie lo marcó en pausa. Nadie lee este medidor.`,
    states: {
      running: 'funciona',
      starting: 'arrancando',
      stopping: 'deteniéndose',
      stopped: 'detenido',
      failed: 'falló',
      paused: 'en pausa',
      unknown: 'no dice si funciona',
    },
    fixStatus: (meter) => `meter status ${meter}`,
    fixResume: (meter) => `meter resume ${meter}`,
  },
  clock: {
    plausible: (now) => `${now}.`,
    wrongYear: (now) => `Este equipo dice que es ${now}.`,
    jumped: (seconds) => `El reloj saltó ${seconds} s mientras corría este comando.`,
    behindHistory: (newest) =>
      `El registro más nuevo del historial es de ${newest}: el reloj estaba adelantado, o está atrasado ahora.`,
    synchronized: 'Sincronizado por la red.',
    notSynchronized:
      'Sin sincronizar por la red: una desviación del reloj de un medidor no se distingue de una de este equipo.',
    fix: 'Ponga el reloj en hora y haga que se sincronice: timedatectl set-ntp true',
  },
  locks: {
    none: 'Ninguno está tomado.',
    held: (path, pid, command) => `${path} lo tiene el proceso ${pid} (${command}), que está vivo.`,
    stale: (path, more) => `${path}${more === 0 ? '' : ` y ${more} más`}: de ejecuciones que terminaron sin quitarlos.`,
    unreadable: (path) => `${path} no se puede leer.`,
    fixStale: 'No hace falta nada: la próxima ejecución que lo quiera lo toma.',
  },
  ports: {
    noMeters: 'No hay medidores registrados.',
    free: (count) =>
      count === 1
        ? 'Nada en este equipo está conectado al único destino.'
        : `Nada en este equipo está conectado a ninguno de los ${count} destinos.`,
    held: (meter, endpoint, by) => `${meter} (${endpoint}) lo ocupa ${by}.`,
    holder: ({ pid, name, unit }) => {
      const who = pid === null ? 'un proceso que este usuario no puede ver' : `el proceso ${pid} (${name ?? '?'})`;
      return unit === null ? who : `${who} de ${unit}`;
    },
    byName: (count) =>
      count === 1
        ? '1 destino está dado por nombre y no se miró.'
        : `${count} destinos están dados por nombre y no se miraron.`,
    unknown: (why) => `No se puede saber quién ocupa qué puerto: ${why}.`,
    why: { 'no-ss': 'ni ss ni /proc lo dicen', platform: 'esto funciona solo en Linux' },
    fixHeld: (meter) => `Si es el colector: meter pause ${meter}`,
  },
  terminal: {
    utf8: 'UTF-8',
    other: (locale) => `la configuración regional ${locale} no es UTF-8: marcos de tablas y barras pueden verse mal`,
    width: (columns) => `${columns} columnas`,
    noTerminal: 'la salida no va a una terminal',
    colours: ['sin colores', '16 colores', '256 colores', '16 millones de colores'],
    narrow: 'las tablas se leen bien desde 80 columnas',
    fixLocale: 'export LC_ALL=C.UTF-8',
    fixNarrow: 'Ensanche la ventana.',
  },
  history: {
    none: (folder) => `Todavía no hay nada guardado en ${folder}.`,
    kept: (folder, records, files, size) =>
      `${folder}: ${records} ${records === 1 ? 'registro' : 'registros'} en ${files} ${files === 1 ? 'archivo' : 'archivos'}, ${size}.`,
    damaged: (path, lines) =>
      lines === 1 ? `${path}: 1 línea dañada, pasada por alto.` : `${path}: ${lines} líneas dañadas, pasadas por alto.`,
    unreadable: (path) => `${path} no se puede leer.`,
    notWritable: (folder) => `No se puede escribir en ${folder}: los resultados no se guardan.`,
    open: (folder, mode) => `${folder} tiene modo ${mode}: otros pueden leerlo o cambiarlo.`,
    fixDamaged: 'No hace falta nada; los registros de antes y de después están enteros.',
    fixWritable: (folder) => `chmod 700 ${folder}`,
  },
};
