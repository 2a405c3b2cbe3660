/** Bodies of macros as functions: what they call is judged once, where the macro is defined, if a function uses it. */
import type { FileModel, MacroDefinition } from "../../model/file.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { Span } from "../../syntax/ast.ts";
import type { SideTable } from "../../syntax/side-table.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import type { Step } from "../values/resolve.ts";
import { type BuildKnowledge, isOtherBuild } from "./builds.ts";
import { certainMacro } from "./macro-names.ts";

/** What the bodies are looked for with; a rule's context is one. */
export interface MacroKnowledge extends BuildKnowledge {
  derived<T>(analysis: FunctionAnalysis<MacroKnowledge, T>, fn: FunctionModel): T;
}

/**
 * The bodies of a file's macros with parameters that call a name that matters, as functions. Whether anybody uses the
 * macro is asked by `macroUses`, which takes longer, and only of bodies that there is something to say about.
 */
export function* macroBodies(file: FileModel, matters: (name: string) => boolean): Iterable<FunctionModel> {
  for (const macro of file.macros) {
    if (macro.parameters !== undefined && macro.calls.some(matters) && macro.function !== undefined) {
      yield macro.function;
    }
  }
}

const maximumUses = 3;

/**
 * Up to three places where functions of the unit use the macro whose body this is, directly or else through other macros.
 * None where the macro has several definitions or hangs on a condition that is not known: another build may mean another.
 */
export function macroUses(body: FunctionModel, env: MacroKnowledge): readonly Step[] {
  const { name } = body;
  if (certainMacro(name, env)?.macro.function !== body) {
    return [];
  }
  // A set is iterated to its end, what is added meanwhile included.
  const names = new Set([name]);
  for (const user of names) {
    const uses = usesInFunctions(user, env);
    if (uses.length > 0) {
      const how = user === name ? "" : ` through ${user}`;
      return uses.map((at) => ({ at, message: `${name} is used here${how}` }));
    }
    for (const macro of macrosThatCall(user, env)) {
      names.add(macro.name);
    }
  }
  return [];
}

function usesInFunctions(name: string, env: MacroKnowledge): readonly Place[] {
  const found: Place[] = [];
  for (const file of env.unit.files) {
    for (const { functions, side } of file.declarations) {
      for (const fn of functions) {
        for (const span of [...(env.derived(callsByName, fn).get(name) ?? []), ...statements(name, fn, side)]) {
          const at = fn.place(span);
          if (!isOtherBuild(at, env)) {
            found.push(at);
          }
          if (found.length === maximumUses) {
            return found;
          }
        }
      }
    }
  }
  return found;
}

const callsByName: FunctionAnalysis<MacroKnowledge, ReadonlyMap<string, readonly Span[]>> = {
  run(fn) {
    const byName = new Map<string, Span[]>();
    for (const { name = "", nameSpan } of fn.calls) {
      const known = byName.get(name);
      if (known === undefined) {
        byName.set(name, [nameSpan]);
      } else {
        known.push(nameSpan);
      }
    }
    return byName;
  },
};

/** Uses that stand as statements of their own, without a semicolon: the syntax has no calls there. */
function statements(name: string, { definition: { body } }: FunctionModel, side: SideTable): readonly Span[] {
  return side.flatMap((record) =>
    record.kind === "macro" && record.name === name && record.start >= body.start && record.end <= body.end
      ? { start: record.start, end: record.start + name.length }
      : [],
  );
}

function macrosThatCall(name: string, env: MacroKnowledge): readonly MacroDefinition[] {
  return env.unit.files.flatMap(({ macros }) =>
    macros.filter((macro) => macro.calls.includes(name) && certainMacro(macro.name, env) !== undefined),
  );
}
