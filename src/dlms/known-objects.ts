/**
 * The objects that people ask for by name, with the OBIS codes of the standard (IEC 62056-6-1) that nearly every
 * electricity meter keeps to. A name is typed in English or Spanish; case, accents and what stands between its words do
 * not count: `Voltage L1`, `voltage-l1` and `VOLTAJE_L1` are one object.
 */
import { parseObis } from './obis.ts';

export interface KnownObject {
  /** As it is shown and documented: lower case, words joined by `-`. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly classId: number;
  /** Twelve hexadecimal digits. */
  readonly logicalName: string;
  /** The attribute that is meant when only the name is given. */
  readonly attribute: number;
}

type Row = readonly [name: string, obis: string, aliases: string, classId?: number, attribute?: number];

/**
 * One row a phase, for C of phase 1; the standard counts 20 further for each phase. The phases are also typed as R, S, T.
 */
function phases(name: string, aliases: string, c: number): readonly Row[] {
  return [1, 2, 3].map((phase) => {
    const letter = 'rst'[phase - 1] ?? '';
    const typed = aliases.split(' ').flatMap((alias) => [`${alias}-l${phase}`, `${alias}-${letter}`]);
    return [`${name}-l${phase}`, `1-0:${c + 20 * (phase - 1)}.7.0`, `${name}-${letter} ${typed.join(' ')}`];
  });
}

/** One row a tariff or quadrant. */
function numbered(name: string, aliases: string, obis: (number: number) => string): readonly Row[] {
  return [1, 2, 3, 4].map((number) => {
    const typed = aliases.split(' ').map((alias) => alias + number);
    return [name + number, obis(number), typed.join(' ')];
  });
}

/** Class 3 and attribute 2 where a row says nothing else. */
const rows: readonly Row[] = [
  // Of a meter with one phase. The rows by phase come first: they are how the same objects are shown.
  ...phases('voltage', 'voltaje tension', 32),
  ['voltage', '1-0:32.7.0', 'voltaje tension volt volts voltios'],
  ['voltage-any', '1-0:12.7.0', 'voltaje-total tension-total'],
  ...phases('current', 'corriente intensidad', 31),
  ['current', '1-0:31.7.0', 'corriente intensidad ampere amperes amperios'],
  ['current-any', '1-0:11.7.0', 'corriente-total intensidad-total'],
  ['current-neutral', '1-0:91.7.0', 'current-n corriente-neutro corriente-de-neutro corriente-n intensidad-neutro'],
  ['power', '1-0:1.7.0', 'active-power power-import potencia potencia-activa watt watts vatios'],
  ['power-export', '1-0:2.7.0', 'active-power-export potencia-exportada potencia-inyectada'],
  ...phases('power', 'active-power potencia potencia-activa', 21),
  ...phases('power-export', 'active-power-export potencia-exportada', 22),
  ['reactive-power', '1-0:3.7.0', 'potencia-reactiva'],
  ['reactive-power-export', '1-0:4.7.0', 'potencia-reactiva-exportada'],
  ['apparent-power', '1-0:9.7.0', 'potencia-aparente'],
  ['energy', '1-0:1.8.0', 'active-energy energy-import import energia energia-activa energia-importada consumo kwh'],
  ['energy-export', '1-0:2.8.0', 'active-energy-export export energia-exportada energia-inyectada exportada'],
  ...numbered('energy-t', 'active-energy-t energia-t energia-activa-t tarifa-', (tariff) => `1-0:1.8.${tariff}`),
  ...numbered('energy-export-t', 'energia-exportada-t export-t', (tariff) => `1-0:2.8.${tariff}`),
  ['reactive-energy', '1-0:3.8.0', 'reactive energia-reactiva reactiva kvarh'],
  ['reactive-energy-export', '1-0:4.8.0', 'reactive-export energia-reactiva-exportada'],
  ...numbered('reactive-energy-q', 'energia-reactiva-q reactiva-q', (quadrant) => `1-0:${quadrant + 4}.8.0`),
  ['apparent-energy', '1-0:9.8.0', 'energia-aparente aparente kvah'],
  ['apparent-energy-export', '1-0:10.8.0', 'energia-aparente-exportada'],
  ['maximum-demand', '1-0:1.6.0', 'max-demand demand demanda demanda-maxima potencia-maxima', 4],
  ['frequency', '1-0:14.7.0', 'frecuencia hz hertz'],
  ['power-factor', '1-0:13.7.0', 'pf factor-de-potencia factor-potencia fp cos-phi coseno-phi'],
  ...phases('power-factor', 'factor-de-potencia factor-potencia fp', 33),
  ['temperature', '0-0:96.9.0', 'temperatura'],
  ['serial', '0-0:96.1.0', 'serial-number meter-number serie numero-de-serie numero-serie numero', 1],
  ['device-name', '0-0:42.0.0', 'logical-device-name ldn nombre nombre-logico nombre-del-dispositivo', 1],
  ['firmware', '1-0:0.2.0', 'firmware-version version version-de-firmware version-firmware', 1],
  ['error', '0-0:97.97.0', 'errors error-register errores registro-de-errores', 1],
  ['alarm', '0-0:97.98.0', 'alarms alarm-register alarma alarmas registro-de-alarmas', 1],
  ['power-failures', '0-0:96.7.21', 'outages apagones cortes-de-energia', 1],
  ['clock', '0-0:1.0.0', 'time date date-time reloj hora fecha fecha-hora fecha-y-hora', 8],
  ['relay', '0-0:96.3.10', 'breaker disconnector disconnect-control rele interruptor', 70, 3],
  ['profile', '1-0:99.1.0', 'profile1 load-profile load-profile1 perfil perfil1 perfil-de-carga curva-de-carga', 7],
  ['profile2', '1-0:99.2.0', 'load-profile2 perfil2 perfil-de-carga2 curva-de-carga2', 7],
  ['billing', '0-0:98.1.0', 'billing-profile facturacion perfil-de-facturacion cierres cierre', 7],
  ['event-log', '0-0:99.98.0', 'events event log eventos registro-de-eventos', 7],
  ['objects', '0-0:40.0.0', 'object-list association objetos lista-de-objetos asociacion', 15],
  ['logical-devices', '0-0:41.0.0', 'sap-assignment saps dispositivos-logicos', 17],
  ['hdlc-address', '0-0:22.0.0', 'device-address direccion-hdlc direccion', 23, 9],
];

/** Made when they are first asked for: most starts of the program ask for none. */
let made: readonly KnownObject[] | null = null;
let bySpelling: ReadonlyMap<string, KnownObject> | null = null;

export function knownObjects(): readonly KnownObject[] {
  made ??= rows.map(([name, obis, aliases, classId = 3, attribute = 2]) => {
    const logicalName = parseObis(obis);
    if (typeof logicalName !== 'string') throw new TypeError(`no OBIS code: ${obis}`);
    return { name, aliases: aliases.split(' '), classId, logicalName, attribute };
  });
  return made;
}

/** Lower case, without accents and without what joins words. */
function squeezed(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\s_./-]/g, '');
}

/** The object of a name or alias; null where none is called so. */
export function knownObject(text: string): KnownObject | null {
  bySpelling ??= new Map(
    knownObjects().flatMap((row) => [row.name, ...row.aliases].map((spelling) => [squeezed(spelling), row] as const)),
  );
  return bySpelling.get(squeezed(text)) ?? null;
}

const longest = 40;

/** At most three names or aliases, the nearest first, that differ from the text by at most a third of its letters. */
export function nearestKnown(text: string): readonly string[] {
  const wanted = squeezed(text);
  if (wanted === '' || wanted.length > longest) return [];
  const most = Math.max(1, Math.floor(wanted.length / 3));
  const near = knownObjects().flatMap((row) => {
    const [best] = [row.name, ...row.aliases]
      .map((spelling) => ({ spelling, far: distance(wanted, squeezed(spelling)) }))
      .toSorted((left, right) => left.far - right.far);
    return best !== undefined && best.far <= most ? [best] : [];
  });
  return near
    .toSorted((left, right) => left.far - right.far)
    .slice(0, 3)
    .map(({ spelling }) => spelling);
}

/** Letters to add, drop, replace or swap with their neighbour (Damerau, optimal string alignment). */
function distance(left: string, right: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let least = Math.min((row[j - 1] ?? 0) + (same ? 0 : 1), (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Register, extended register, demand register: meters differ in which of them keeps a value. */
const registers: readonly number[] = [3, 4, 5];

/**
 * The name to show for a logical name; null where it has none, or where the class says that it is something else. Says
 * `voltage-l1`, not `voltage`: that is what the OBIS code means.
 */
export function nameOf(logicalName: string, classId?: number): string | null {
  const row = knownObjects().find((one) => one.logicalName === logicalName);
  if (row === undefined) return null;
  if (classId === undefined || classId === row.classId) return row.name;
  return registers.includes(classId) && registers.includes(row.classId) ? row.name : null;
}
