/**
 * The baud rate identification Z (IEC 62056-21 §6.3.14): one character, and what it says depends on the mode that
 * the meter speaks. Modes C and E count in digits, mode B in letters, mode D knows one speed.
 */
export interface SpeedNames {
  /** Bits per second in modes C and E; null for a character that is reserved there. */
  readonly modeC: number | null;
  readonly modeB: number | null;
  readonly modeD: number | null;
}

const speeds = [300, 600, 1200, 2400, 4800, 9600, 19200] as const;

/** What one baud rate character means in each mode. All null: mode A, which never changes its speed. */
export function speedsOf(character: string): SpeedNames {
  const digit = '0123456'.indexOf(character);
  const letter = 'ABCDEF'.indexOf(character);
  return {
    modeC: digit >= 0 ? (speeds[digit] ?? null) : null,
    modeB: letter >= 0 ? (speeds[letter + 1] ?? null) : null,
    modeD: character === '3' ? 2400 : null,
  };
}
