/** What an edit made of a file's model, as those see it who keep something that hangs on the file. */
import type { DeclarationModel, Include, MacroDefinition } from "../file.ts";

export interface FileChange {
  readonly removed: readonly DeclarationModel[];
  readonly added: readonly DeclarationModel[];
  readonly removedMacros: readonly MacroDefinition[];
  readonly addedMacros: readonly MacroDefinition[];
  readonly removedIncludes: readonly Include[];
  readonly addedIncludes: readonly Include[];
  /**
   * The names that others get another answer about now, and questions about the file and about functions' bodies as
   * they are made below: whether there is another answer about their names, all files of the unit have to say.
   */
  readonly changedNames: ReadonlySet<string>;
}

/** What stands among names for the file's conditions: which of its code hangs on a condition that is not known. */
export const conditionsOf = (path: string): string => `#if ${path}`;

/** What stand among names for the lists of the file's directives; `pragmas` are also those that are not compiled. */
export const directivesOf = (path: string, kind: "macros" | "includes" | "pragmas"): string => `#${kind} ${path}`;

/** What stands among names for whether some file includes one of this name. */
export const includersOf = (name: string): string => `#include ${name}`;

/** What stands among names for whether a name is an argument of a macro call at file scope. */
export const macroCallsWith = (name: string): string => `(${name})`;

/** What stands among names for whether a name is used as a value. */
export const valuesOf = (name: string): string => `= ${name}`;

/** What stands among names for the definitions of the functions of a name, with bodies and places. */
export const bodiesOf = (name: string): string => `${name} {}`;

/** What of two lists is in one alone: they share a beginning and an end, and some of what is between. */
export function difference<T>(
  before: readonly T[],
  after: readonly T[],
): { removed: readonly T[]; added: readonly T[] } {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) {
    start++;
  }
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  const [old, fresh] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const [kept, known] = [new Set(fresh), new Set(old)];
  return { removed: old.filter((item) => !kept.has(item)), added: fresh.filter((item) => !known.has(item)) };
}
