/**
 * Readings as decimal text: value × 10^scaler (Blue Book, class Register). A meter says 2301 and −1 and means 230.1, to
 * the digit, so the point is moved in the text; a multiplication would add digits the meter never said.
 *
 *   2301, −1 → 230.1      2300, −1 → 230.0 (it resolves tenths)      5, 3 → 5000      float32 of 230.1, 0 → 230.1
 */

/** A number as sign, digits and the power of ten of the last digit. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/** Whether a number can be a scaler: a whole number of −128 to 127. */
export function isScaler(value: number): boolean {
  return Number.isInteger(value) && value >= -128 && value <= 127;
}

/**
 * `value` × 10^`scaler` as decimal text without exponent. Whole numbers keep every digit: a negative scaler gives as many
 * decimals as it says. Numbers with a fraction are taken as float64; of a float32, ask scaledFloat32. NaN and infinities
 * give `NaN`, `Infinity` and `-Infinity`.
 * @throws RangeError where the scaler is none (see isScaler)
 */
export function scaled(value: number | bigint, scaler: number): string {
  return typeof value === 'bigint' ? moved(value.toString(), scaler) : moved(String(value), scaler);
}

/**
 * As scaled, of a value that came as float32: with the digits that tell it from other float32, and none a scaler adds.
 * @throws RangeError where the scaler is none (see isScaler)
 */
export function scaledFloat32(value: number, scaler: number): string {
  return moved(shortest(value), scaler);
}

/** The shortest decimal text, without exponent, that is this float32 and no other: `230.1`, not `230.10000610351562`. */
export function float32Text(value: number): string {
  return scaledFloat32(value, 0);
}

/** Nine significant digits tell every float32 from its neighbours; most need fewer. */
function shortest(value: number): string {
  const float = Math.fround(value);
  for (let precision = 1; precision < 9; precision++) {
    const text = float.toPrecision(precision);
    if (Math.fround(Number(text)) === float) return text;
  }
  return float.toPrecision(9);
}

/** A number as JavaScript writes it, with its point moved by `scaler` places and its exponent written out. */
function moved(text: string, scaler: number): string {
  if (!isScaler(scaler)) throw new RangeError('a scaler is a whole number of -128 to 127');
  const decimal = parseDecimal(text);
  return decimal === null ? text : renderDecimal({ ...decimal, exponent: decimal.exponent + scaler });
}

/** Null for NaN and the infinities. */
function parseDecimal(text: string): Decimal | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text);
  if (match === null) return null;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '');
  return { negative: sign === '-' && digits !== '0', digits, exponent: Number(power) - fraction.length };
}

function renderDecimal({ negative, digits, exponent }: Decimal): string {
  const sign = negative ? '-' : '';
  if (exponent >= 0) return digits === '0' ? '0' : sign + digits + '0'.repeat(exponent);
  const padded = digits.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}
