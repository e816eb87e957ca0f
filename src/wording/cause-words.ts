/** What is said of a cause: the short form that a terminal prints under a verdict. */
export interface CauseWords {
  /** A headline without a full stop, short enough for one table cell. */
  readonly title: string;
  /** What it means to the person at the meter. */
  readonly means: string;
  /** The same cause as a hypothesis that is only likely, or was not tested. */
  readonly possible: string;
  /** The experiment that would prove or exclude it. */
  readonly proof: string;
  /** Concrete steps, in the order to take them. */
  readonly remedy: readonly string[];
}
