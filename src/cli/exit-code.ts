/** What the shell learns. A contract: a number is never given another meaning. */
export const exitCode = {
  /** The meter talks, to the depth that was asked; or the command did its work. */
  ok: 0,
  /** A fault was found; the verdict says which. */
  fault: 1,
  /** Used wrongly: arguments, settings, unknown meter. */
  usage: 2,
  /** The line could not be opened: refused, unreachable, unknown host. */
  noLine: 3,
  /** Somebody else holds the line. */
  busy: 4,
  /** The meter refused: DM, FRMR, login rejected. */
  refused: 5,
  /** A fault of this tool. */
  internal: 70,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
