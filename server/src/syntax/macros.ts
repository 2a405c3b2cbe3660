/** What is known about macros while conditional compilation is decided: defined, undefined or unknown. */

/** A macro's definition as far as conditions need it. */
export interface MacroValue {
  /** Body text; undefined for a function-like macro, whose use in a condition is unknown. */
  readonly body: string | undefined;
}

/** Knowledge about a name: its definition, `false` where it is known to be undefined, undefined where nothing is known. */
export type MacroKnowledge = MacroValue | false | undefined;

/** Names known before a file's first line: the compiler's, the unit's settings and what its local headers define. */
export interface MacroEnvironment {
  lookup(name: string): MacroKnowledge;
}

/** An environment of layers, the first one that knows a name deciding. */
export function layered(...layers: readonly MacroEnvironment[]): MacroEnvironment {
  return {
    lookup(name) {
      for (const layer of layers) {
        const known = layer.lookup(name);
        if (known !== undefined) {
          return known;
        }
      }
      return undefined;
    },
  };
}

/** An environment over a table; `undefined` values of the table mean "known to be undefined". */
export function fromTable(table: ReadonlyMap<string, string | undefined>): MacroEnvironment {
  return {
    lookup(name) {
      const body = table.get(name);
      return body !== undefined ? { body } : table.has(name) ? false : undefined;
    },
  };
}
