/** Which functions of a Rust driver run at DISPATCH_LEVEL or above, as the kernel calls them or as all of their callers do. */
import { type Level, levelRank } from "../../facts/index.ts";
import type { Place } from "../../model/place.ts";
import type { CrateModel, RustFunctionAnalysis, RustFunctionModel } from "../../model/rust/crate.ts";
import type { RustFunctionItem, RustItem, RustType } from "../../syntax/rust/ast.ts";
import { type RustCallSite, rustBody } from "./body.ts";
import { ownFunction } from "./names.ts";
import { raisedRegions } from "./regions.ts";
import { type RegistrationNames, rustRegistrations } from "./registrations.ts";

/** Why code runs at a raised level: `message` says it of the place. */
export interface RaisedReason {
  readonly at: Place;
  readonly message: string;
}

/** Functions that run at a raised level from their beginning on, with the reasons, the outermost first. */
export type RaisedFunctions = ReadonlyMap<RustFunctionModel, readonly RaisedReason[]>;

/** The functions of a crate that run at DISPATCH_LEVEL or above for certain; parts of others are in `raisedRegions`. */
export function raisedFunctions(crate: CrateModel, names: RegistrationNames): RaisedFunctions {
  const functions = new Map<RustFunctionModel, readonly RaisedReason[]>();
  const mayBePassive = passiveRoles(crate);
  for (const fn of crate.functions) {
    const own = bySignature(fn);
    if (own !== undefined) {
      functions.set(fn, [own]);
    }
    for (const { routine, span, roleType, by } of rustRegistrations(fn, names)) {
      const level = names.facts.callback(roleType)?.irqlMin;
      const callee = routine.item.functions.find(({ syntax }) => syntax === routine.syntax);
      if (
        callee !== undefined &&
        level !== undefined &&
        isRaised(level) &&
        !mayBePassive.has(roleType) &&
        by !== threaded
      ) {
        functions.set(callee, [
          { at: fn.place(span), message: `${by} has the kernel call ${callee.name} at ${level}` },
        ]);
      }
    }
  }
  addCallees(crate, functions, names);
  return functions;
}

const isRaised = (level: Level): boolean => levelRank(level) >= levelRank("DISPATCH_LEVEL");

/** Its routine runs at PASSIVE_LEVEL unless an administrator says otherwise. */
const threaded = "KeInitializeThreadedDpc";

/** Roles that the driver may have asked to be called at PASSIVE_LEVEL. */
function passiveRoles(crate: CrateModel): ReadonlySet<string> {
  const says = (word: string): boolean => crate.files.some(({ text }) => text.includes(word));
  return new Set([
    ...(says("WdfExecutionLevelPassive") ? ["EVT_WDF_TIMER"] : []),
    ...(says("PassiveHandling") ? ["EVT_WDF_INTERRUPT_ISR"] : []),
  ]);
}

/** Functions whose parameters say it all: only a DPC gets a KDPC and three pointers. */
function bySignature(fn: RustFunctionModel): RaisedReason | undefined {
  const { abi, parameters, isMethod, nameSpan }: RustFunctionItem = fn.syntax;
  const [first, ...rest] = parameters;
  const isDpc =
    abi !== undefined &&
    !isMethod &&
    rest.length === 3 &&
    first?.type !== undefined &&
    /^P?_?KDPC$/.test(lastName(first.type)) &&
    rest.every(({ type }) => type !== undefined && isPointer(type));
  return isDpc
    ? { at: fn.place(nameSpan), message: `${fn.name} takes what a DPC takes, which runs at DISPATCH_LEVEL` }
    : undefined;
}

function lastName(type: RustType): string {
  return type.kind === "pointer" || type.kind === "reference"
    ? lastName(type.to)
    : type.kind === "path"
      ? (type.path.segments.at(-1) ?? "")
      : "";
}

const isPointer = (type: RustType): boolean => type.kind === "pointer" || /^P[A-Z_]+$/.test(lastName(type));

/** How a function's body mentions names. */
interface Mentions {
  /** Calls by the last name of their path. */
  readonly calls: ReadonlyMap<string, readonly RustCallSite[]>;
  /** Names that stand for a function's address, or that a macro may call. */
  readonly others: ReadonlySet<string>;
}

const mentions: RustFunctionAnalysis<Mentions> = {
  run(fn, { derived }) {
    if (fn.broken) {
      // What is half written may call whatever it names.
      return { calls: new Map(), others: addWords(fn.text(fn.syntax), new Set()) };
    }
    const body = derived(rustBody, fn);
    const calls = new Map<string, RustCallSite[]>();
    const callees = new Set<object>();
    for (const site of body.calls) {
      const name = site.path.segments.at(-1) ?? "";
      calls.set(name, [...(calls.get(name) ?? []), site]);
      callees.add(site.path);
    }
    const others = new Set<string>();
    for (const node of body.nodes) {
      for (const statement of node.kind === "block" ? node.statements : []) {
        if (statement.kind === "item") {
          // Functions and tables in a function are read by nobody else.
          addWords(fn.text(statement.item), others);
        }
      }
      if (node.kind === "path" && !callees.has(node.path)) {
        others.add(node.path.segments.at(-1) ?? "");
      } else if (node.kind === "method-call") {
        others.add(node.name);
      } else if (node.kind === "macro-call") {
        for (const { kind, text } of node.tokens) {
          if (kind === "word") {
            others.add(text);
          }
        }
      }
    }
    return { calls, others };
  },
};

function addWords(text: string, words: Set<string>): ReadonlySet<string> {
  for (const word of text.match(/\w+/g) ?? []) {
    words.add(word);
  }
  return words;
}

/** Adds functions that nothing but raised code calls: a few levels of helpers. */
function addCallees(
  crate: CrateModel,
  functions: Map<RustFunctionModel, readonly RaisedReason[]>,
  names: RegistrationNames,
): void {
  for (let round = 0; round < 4; round++) {
    const called = calledWhileRaised(crate, functions, names);
    const candidates =
      called.size === 0
        ? []
        : crate.functions.filter(
            (fn) =>
              called.has(fn.name) && !functions.has(fn) && !mayBeCalledFromOutside(fn) && !isInTable(fn.name, crate),
          );
    const mentioning = functionsMentioning(new Set(candidates.map(({ name }) => name)), crate, names);
    const added = candidates.flatMap((fn) => {
      const reasons = callersReason(fn, mentioning.get(fn.name) ?? [], functions, names);
      return reasons === undefined ? [] : [[fn, reasons] as const];
    });
    for (const [fn, reasons] of added) {
      functions.set(fn, reasons);
    }
    if (added.length === 0) {
      return;
    }
  }
}

/** The names that raised code calls. */
function calledWhileRaised(
  crate: CrateModel,
  functions: RaisedFunctions,
  names: RegistrationNames,
): ReadonlySet<string> {
  const called = new Set<string>();
  for (const fn of crate.functions) {
    const isRaised = functions.has(fn);
    const regions = names.derived(raisedRegions, fn);
    if (isRaised || regions.size > 0) {
      for (const { node, path } of names.derived(rustBody, fn).calls) {
        if (isRaised || regions.has(node)) {
          called.add(path.segments.at(-1) ?? "");
        }
      }
    }
  }
  return called;
}

/** The functions in which each of some names stands, whatever it means there. */
function functionsMentioning(
  wanted: ReadonlySet<string>,
  crate: CrateModel,
  names: RegistrationNames,
): ReadonlyMap<string, readonly RustFunctionModel[]> {
  const found = new Map([...wanted].map((name): [string, RustFunctionModel[]] => [name, []]));
  for (const fn of wanted.size === 0 ? [] : crate.functions) {
    const { calls, others } = names.derived(mentions, fn);
    for (const name of new Set([...calls.keys(), ...others])) {
      found.get(name)?.push(fn);
    }
  }
  return found;
}

/** The kernel or another crate may call it, or a method's receiver decides whom a call means. */
const mayBeCalledFromOutside = ({ syntax, container }: RustFunctionModel): boolean =>
  syntax.abi !== undefined ||
  syntax.isMethod ||
  syntax.isAsync ||
  container?.kind === "trait" ||
  (container?.kind === "impl" && container.trait !== undefined) ||
  syntax.attributes.some(({ path }) => path === "no_mangle" || path === "export_name");

/** Whether a name stands where no function does: in a table of routines, in a macro. */
const isInTable = (name: string, { files }: CrateModel): boolean =>
  files.some(({ items }) =>
    items.some((item) => tables(item.syntax.items).some((part) => item.text(part).includes(name))),
  );

const tables = (items: readonly RustItem[]): readonly RustItem[] =>
  items.flatMap((item) => {
    switch (item.kind) {
      case "static":
      case "const":
      case "macro-rules":
      case "macro-item":
      case "unknown-item":
        return item;
      case "mod":
      case "impl":
      case "trait":
        return tables(item.items ?? []);
      default:
        return [];
    }
  });

/** Why a function runs at a raised level where all that mention it are calls from raised code; undefined where one is not. */
function callersReason(
  fn: RustFunctionModel,
  mentioning: readonly RustFunctionModel[],
  functions: RaisedFunctions,
  names: RegistrationNames,
): readonly RaisedReason[] | undefined {
  let reasons: readonly RaisedReason[] | undefined;
  for (const caller of mentioning) {
    const { calls, others } = names.derived(mentions, caller);
    if (others.has(fn.name)) {
      return undefined;
    }
    for (const site of calls.get(fn.name) ?? []) {
      const own = ownFunction(site.path, caller, names);
      if (own !== undefined && own.syntax !== fn.syntax) {
        continue;
      }
      const above = site.inClosure ? undefined : functions.get(caller);
      const region = names.derived(raisedRegions, caller).get(site.node);
      if (own === undefined || (above === undefined && region === undefined)) {
        return undefined;
      }
      const call = { at: caller.place(site.path.nameSpan), message: `${caller.name} calls ${fn.name} there` };
      reasons ??= [...(above ?? [raisedBy(region, caller)]), call];
    }
  }
  return reasons;
}

/** What raised the level inside a function. */
export function raisedBy(site: RustCallSite | undefined, fn: RustFunctionModel): RaisedReason {
  const name = site?.path.segments.at(-1) ?? "";
  return { at: fn.place(site?.path.nameSpan ?? fn.syntax.nameSpan), message: `${name} raises the IRQL here` };
}
