/** Bodies of macros as functions: what they call is judged once, where the macro is defined, if a function uses it. */
import type { FileModel } from "../../model/file.ts";
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
/** A macro that is used through more others than this counts as unused. */
const maximumSteps = 8;

/**
 * For each body up to three places where functions of the unit use its macro, directly or else through other macros. A
 * body has no entry where nobody does, or where the macro has several definitions or hangs on a condition that is not
 * known: another build may mean another. Goes through the unit once for all of them.
 */
export function macroUses(
  bodies: readonly FunctionModel[],
  env: MacroKnowledge,
): ReadonlyMap<FunctionModel, readonly Step[]> {
  const found = new Map<FunctionModel, readonly Step[]>();
  const seen = new Map<string, Set<FunctionModel>>();
  let wanted = new Map<string, readonly FunctionModel[]>();
  for (const body of bodies) {
    if (certainMacro(body.name, env)?.macro.function === body) {
      wanted.set(body.name, [body]);
      seen.set(body.name, new Set([body]));
    }
  }
  for (let step = 0; step < maximumSteps && wanted.size > 0; step++) {
    for (const [user, places] of usesInFunctions(wanted, env)) {
      for (const body of wanted.get(user) ?? []) {
        const how = user === body.name ? "" : ` through ${user}`;
        found.set(body, found.get(body) ?? places.map((at) => ({ at, message: `${body.name} is used here${how}` })));
      }
    }
    wanted = wantedThrough(wanted, found, seen, env);
  }
  return found;
}

/** The macros that call those that no function uses, by name, with the bodies that are in question. */
function wantedThrough(
  wanted: ReadonlyMap<string, readonly FunctionModel[]>,
  found: ReadonlyMap<FunctionModel, unknown>,
  seen: Map<string, Set<FunctionModel>>,
  env: MacroKnowledge,
): Map<string, readonly FunctionModel[]> {
  const open = new Map([...wanted].map(([name, bodies]) => [name, bodies.filter((body) => !found.has(body))]));
  const next = new Map<string, readonly FunctionModel[]>();
  if ([...open.values()].every((bodies) => bodies.length === 0)) {
    return next;
  }
  for (const { macros } of env.unit.files) {
    for (const macro of macros) {
      const known = seen.get(macro.name) ?? new Set();
      const fresh = macro.calls.flatMap((name) => open.get(name) ?? []).filter((body) => !known.has(body));
      if (fresh.length > 0 && certainMacro(macro.name, env)?.macro === macro) {
        next.set(macro.name, [...new Set(fresh)]);
        seen.set(macro.name, new Set([...known, ...fresh]));
      }
    }
  }
  return next;
}

/** The first places where functions of the unit use macros of these names. */
function usesInFunctions(
  names: ReadonlyMap<string, unknown>,
  env: MacroKnowledge,
): ReadonlyMap<string, readonly Place[]> {
  const found = new Map<string, Place[]>();
  for (const file of env.unit.files) {
    for (const { functions, side } of file.declarations) {
      for (const fn of functions) {
        for (const [name, spans] of [...env.derived(callsByName, fn), ...statements(names, fn, side)]) {
          const places = found.get(name) ?? [];
          if (!names.has(name) || places.length === maximumUses) {
            continue;
          }
          const compiled = spans.map((span) => fn.place(span)).filter((at) => !isOtherBuild(at, env));
          if (compiled.length > 0) {
            found.set(name, [...places, ...compiled].slice(0, maximumUses));
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
function statements(
  names: ReadonlyMap<string, unknown>,
  { definition: { body } }: FunctionModel,
  side: SideTable,
): readonly (readonly [name: string, spans: readonly Span[]])[] {
  return side.flatMap((record) =>
    record.kind === "macro" && names.has(record.name) && record.start >= body.start && record.end <= body.end
      ? [[record.name, [{ start: record.start, end: record.start + record.name.length }]] as const]
      : [],
  );
}
