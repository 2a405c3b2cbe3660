/** Where a unit's code calls what an image imports, or takes its address: what the linker made the imports of. */
import { globalName } from "../../../analysis/names/ownership.ts";
import type { DeclarationModel } from "../../../model/file.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { Place } from "../../../model/place.ts";
import type { Span } from "../../../syntax/ast.ts";
import type { Steps } from "../../steps.ts";
import type { UnitSession } from "../../unit-session.ts";
import { nameInUnit } from "../function-names.ts";
import { importNames } from "./import-names.ts";

export interface ImportCall {
  /** As it is imported; the code may call a macro of another name. */
  readonly name: string;
  readonly place: Place;
  /** The function around it; undefined in the initialiser of a variable. */
  readonly caller: string | undefined;
}

/** Functions between two moments at which the work may give way. */
const functionsAStep = 16;
/** More of one import than anybody goes through. */
const mostCalls = 500;

/** File by file, in the order in which they are written; an edit between two slices makes the rest worthless. */
export function* findingImportCalls(session: UnitSession, names: ReadonlySet<string>): Steps<readonly ImportCall[]> {
  const counts = new Map<string, number>();
  const calls: ImportCall[] = [];
  let asked = 0;
  for (const path of session.paths) {
    const context = session.reading(path)?.context;
    const causedBy = context === undefined ? () => [] : importNames(names, context);
    for (const declaration of context?.file.declarations ?? []) {
      for (const call of [...callsIn(declaration, causedBy), ...addressesIn(declaration, causedBy)]) {
        const count = (counts.get(call.name) ?? 0) + 1;
        counts.set(call.name, count);
        if (count <= mostCalls) {
          calls.push(call);
        }
      }
      asked += declaration.functions.length;
      if (asked >= functionsAStep) {
        asked = 0;
        yield;
      }
    }
    yield;
  }
  return calls;
}

type CausedBy = (written: string) => readonly string[];

function* callsIn({ functions }: DeclarationModel, causedBy: CausedBy): Iterable<ImportCall> {
  for (const fn of functions) {
    const uses = fn.uses.map(({ name, start, end }) => ({ name, span: { start, end } }));
    const calls = fn.calls.map(({ name, nameSpan }) => ({ name, span: nameSpan }));
    const all: { readonly name: string | undefined; readonly span: Span }[] = [...calls, ...uses];
    for (const { name: written, span } of all.sort((a, b) => a.span.start - b.span.start)) {
      const global = written === undefined ? undefined : globalName(written);
      if (global === undefined || isLocal(global, fn)) {
        continue;
      }
      for (const name of causedBy(global)) {
        yield { name, place: fn.place(span), caller: nameInUnit(fn) };
      }
    }
  }
}

/** What the initialisers of variables put somewhere; those in functions are among these functions' uses. */
function* addressesIn({ functions, stores }: DeclarationModel, causedBy: CausedBy): Iterable<ImportCall> {
  for (const { value, place } of functions.length > 0 ? [] : stores) {
    for (const name of value === undefined ? [] : causedBy(value)) {
      yield { name, place, caller: undefined };
    }
  }
}

const isLocal = (name: string, fn: FunctionModel): boolean => fn.locals.has(name) || fn.parameterNames.has(name);
