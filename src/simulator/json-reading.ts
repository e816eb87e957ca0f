/** Reads JSON that somebody else wrote: notes the first place that is not as it should be, and goes on harmlessly. */

export class JsonReading {
  /** Where it is malformed, as `options.server`; null as long as nothing is. */
  malformed: string | null = null;

  /** The fields of an object that has no others. A field that is not there is undefined. */
  fields<Name extends string>(value: unknown, path: string, names: readonly Name[]): Partial<Record<Name, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#note(path === '' ? '.' : path);
      return {};
    }
    const stranger = Object.keys(value).find((key) => !names.some((name) => name === key));
    if (stranger !== undefined) this.#note(below(path, stranger));
    return value as Partial<Record<Name, unknown>>;
  }

  text(value: unknown, path: string, pattern: RegExp): string {
    if (typeof value === 'string' && pattern.test(value)) return value;
    this.#note(path);
    return '';
  }

  /** A whole number, unless `any` is told. */
  number(value: unknown, path: string, minimum: number, maximum: number, any = false): number {
    const isNumber = typeof value === 'number' && value >= minimum && value <= maximum;
    if (isNumber && (any || Number.isInteger(value))) return value;
    this.#note(path);
    return minimum;
  }

  /** Each of at most a hundred elements. */
  list<Element>(value: unknown, path: string, read: (one: unknown, at: string) => Element): readonly Element[] {
    if (Array.isArray(value) && value.length <= 100) return value.map((one, at) => read(one, below(path, `${at}`)));
    this.#note(path);
    return [];
  }

  #note(path: string): void {
    this.malformed ??= path;
  }
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
