/** The functions that a macro of the unit calls: `#define POOL_ALLOC(n) HeapAlloc(GetProcessHeap(), 0, n)`. */
import type { MacroDefinition } from "../../model/file.ts";
import { type BuildKnowledge, isOtherBuild } from "./builds.ts";

/** A macro with a single meaning in its unit. */
export interface UnitMacro {
  readonly file: string;
  readonly macro: MacroDefinition;
}

/** The macro of a name where all its definitions agree and none hangs on an unknown condition; else undefined. */
export function certainMacro(name: string, build: BuildKnowledge): UnitMacro | undefined {
  const definitions = build.unit.macros(name);
  const [first] = definitions;
  if (first === undefined) {
    return undefined;
  }
  const agreed = definitions.every(
    ({ file, macro }) =>
      macro.body === first.macro.body && !isOtherBuild({ file, anchor: macro, start: 0, end: 1 }, build),
  );
  return agreed ? first : undefined;
}

/**
 * Names that a macro's body calls, and the name that it stands for where it is nothing but one. Members, strings and the
 * macro's parameters are left out; `#` and `##` make a body unreadable, and it has none then.
 */
export function calledInMacro(macro: MacroDefinition): readonly string[] {
  return macro.parameters === undefined && identifier.test(macro.body) ? [macro.body] : macro.calls;
}

const identifier = /^[A-Za-z_]\w*$/;
