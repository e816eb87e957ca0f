/**
 * The units of scaler_unit (Blue Book, IEC 62056-6-2, enumeration of physical units): an enum of one octet. Codes that
 * are not here are reserved, 253 among them, or in use in some markets only; what they mean is not guessed.
 */
const rows = [
  [1, 'a', 'time'],
  [2, 'mo', 'time'],
  [3, 'wk', 'time'],
  [4, 'd', 'time'],
  [5, 'h', 'time'],
  [6, 'min', 'time'],
  [7, 's', 'time'],
  [8, '°', 'phase-angle'],
  [9, '°C', 'temperature'],
  [10, 'currency', 'local-currency'],
  [11, 'm', 'length'],
  [12, 'm/s', 'speed'],
  [13, 'm³', 'volume'],
  [14, 'm³', 'corrected-volume'],
  [15, 'm³/h', 'volume-flux'],
  [16, 'm³/h', 'corrected-volume-flux'],
  [17, 'm³/d', 'volume-flux'],
  [18, 'm³/d', 'corrected-volume-flux'],
  [19, 'l', 'volume'],
  [20, 'kg', 'mass'],
  [21, 'N', 'force'],
  [22, 'Nm', 'energy'],
  [23, 'Pa', 'pressure'],
  [24, 'bar', 'pressure'],
  [25, 'J', 'energy'],
  [26, 'J/h', 'thermal-power'],
  [27, 'W', 'active-power'],
  [28, 'VA', 'apparent-power'],
  [29, 'var', 'reactive-power'],
  [30, 'Wh', 'active-energy'],
  [31, 'VAh', 'apparent-energy'],
  [32, 'varh', 'reactive-energy'],
  [33, 'A', 'current'],
  [34, 'C', 'charge'],
  [35, 'V', 'voltage'],
  [36, 'V/m', 'electric-field-strength'],
  [37, 'F', 'capacitance'],
  [38, 'Ω', 'resistance'],
  [39, 'Ωm', 'resistivity'],
  [40, 'Wb', 'magnetic-flux'],
  [41, 'T', 'magnetic-flux-density'],
  [42, 'A/m', 'magnetic-field-strength'],
  [43, 'H', 'inductance'],
  [44, 'Hz', 'frequency'],
  [45, '1/Wh', 'active-energy-constant'],
  [46, '1/varh', 'reactive-energy-constant'],
  [47, '1/VAh', 'apparent-energy-constant'],
  [48, 'V²h', 'volt-squared-hours'],
  [49, 'A²h', 'ampere-squared-hours'],
  [50, 'kg/s', 'mass-flux'],
  [51, 'S', 'conductance'],
  [52, 'K', 'temperature'],
  [53, '1/V²h', 'volt-squared-hour-constant'],
  [54, '1/A²h', 'ampere-squared-hour-constant'],
  [55, '1/m³', 'volume-constant'],
  [56, '%', 'percentage'],
  [57, 'Ah', 'ampere-hours'],
  [60, 'Wh/m³', 'energy-per-volume'],
  [61, 'J/m³', 'calorific-value'],
  [62, 'mol%', 'molar-fraction'],
  [63, 'g/m³', 'mass-density'],
  [64, 'Pa·s', 'dynamic-viscosity'],
  [65, 'J/kg', 'specific-energy'],
  [66, 'g/cm²', 'pressure'],
  [67, 'atm', 'pressure'],
  [70, 'dBm', 'signal-strength'],
  [71, 'dBµV', 'signal-strength'],
  [72, 'dB', 'level'],
  // Both are no unit to write behind a number: one says that it is none of the above, the other that there is none.
  [254, '', 'other'],
  [255, '', 'count'],
] as const satisfies readonly (readonly [code: number, symbol: string, quantity: string])[];

export interface Unit {
  /** As in the enum of scaler_unit. */
  readonly code: number;
  /** As it is written behind a number; empty for 254 (other) and 255 (count). */
  readonly symbol: string;
  readonly quantity: (typeof rows)[number][2];
}

const units: ReadonlyMap<number, Unit> = new Map(
  rows.map(([code, symbol, quantity]) => [code, Object.freeze({ code, symbol, quantity })]),
);

/** The unit of a code; null where the code is reserved or unknown. */
export function unitOf(code: number): Unit | null {
  return units.get(code) ?? null;
}
