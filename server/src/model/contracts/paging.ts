/** Which section a function's code is in, and so whether it is pageable, discarded or always resident, and who says so. */
import type { CallExpr, NameExpr } from "../../syntax/ast.ts";
import type { AttributeRecord } from "../../syntax/side-table.ts";
import type { FileModel } from "../file.ts";
import type { FunctionModel } from "../function.ts";
import type { Place } from "../place.ts";
import type { UnitModel } from "../unit-model.ts";
import { declarationsOf, placeIn } from "./declarations.ts";
import { splitArguments, substitute } from "./sal-terms.ts";
import { lastName } from "./structures.ts";

/** `init` and `exit`: discarded after start, or never there; `pageable`: any section whose name begins with PAGE. */
export type Residence = "resident" | "pageable" | "init" | "exit";

export interface SectionReason {
  readonly how: "attribute" | "alloc_text" | "code_seg";
  /** As written without quotes: PAGE, PAGESER, INIT, .text; for Linux the marker: __init. */
  readonly section: string;
  readonly place: Place;
}

export interface FunctionPaging {
  readonly residence: Residence;
  /** What puts it into its section, the one that decides first; empty for code in the default section. */
  readonly reasons: readonly SectionReason[];
  /** Its PAGED_CODE() and PAGED_CODE_LOCKED() calls, also through macros, in source order; those of its lambdas too. */
  readonly asserts: readonly PagedCodeCall[];
}

export interface PagedCodeCall {
  readonly macro: "PAGED_CODE" | "PAGED_CODE_LOCKED";
  /** The call; the name alone of a macro without parameters that stands for it. */
  readonly expr: CallExpr | NameExpr;
  readonly place: Place;
}

/** What a file's pragmas say about sections; worked out once for all of its functions. */
export interface SectionPragmas {
  /** `alloc_text` by function name; where several name one, the last. */
  readonly allocated: ReadonlyMap<string, SectionReason>;
  /** Where `code_seg` changes the section, by position; undefined is the default. */
  readonly regions: readonly { readonly from: number; readonly reason: SectionReason | undefined }[];
}

/** Depends on the function, its place among its file's pragmas, and the unit's interface. */
export function pagingOf(
  fn: FunctionModel,
  file: FileModel,
  unit: UnitModel,
  pragmas: SectionPragmas = sectionPragmas(file, unit, fn.name),
): FunctionPaging {
  const reasons: SectionReason[] = [...attributeReasons(fn, unit)];
  const allocated = fn.scope === undefined ? pragmas.allocated.get(fn.name) : undefined;
  if (allocated !== undefined) {
    reasons.push(allocated);
  }
  const at = fn.anchor.start + fn.definition.start;
  const region = pragmas.regions.findLast(({ from }) => from <= at)?.reason;
  if (region !== undefined) {
    reasons.push(region);
  }
  return { residence: residenceOf(reasons[0]?.section), reasons, asserts: pagedCodeCalls(fn, unit) };
}

/** @param only the one function whose `alloc_text` matters; a file may have as many as functions */
export function sectionPragmas(file: FileModel, unit: UnitModel, only?: string): SectionPragmas {
  const allocated = new Map<string, SectionReason>();
  const regions: { from: number; reason: SectionReason | undefined }[] = [];
  const stack: { readonly label: string | undefined; readonly reason: SectionReason | undefined }[] = [];
  let current: SectionReason | undefined;
  for (const pragma of file.pragmas) {
    if (only !== undefined && pragma.text.startsWith("alloc_text") && !pragma.text.includes(only)) {
      continue;
    }
    const match = directive.exec(expanded(pragma.text, unit));
    if (match === null) {
      continue;
    }
    // The directive's own offset is that of the snapshot, as pragmas are read anew with every edit.
    const place: Place = { file: file.path, anchor: pragma, start: 0, end: pragma.end - pragma.start };
    const args = splitArguments(match[2] ?? "");
    if (match[1] === "alloc_text") {
      const section = sectionName(args[0] ?? "", unit);
      for (const name of args.slice(1)) {
        allocated.set(name, { how: "alloc_text", section, place });
      }
      continue;
    }
    current = codeSegment(args, current, stack, (section) => ({
      how: "code_seg",
      section: sectionName(section, unit),
      place,
    }));
    regions.push({ from: pragma.start, reason: current });
  }
  return { allocated, regions };
}

export function residenceOf(section: string | undefined): Residence {
  switch (section) {
    case undefined:
      return "resident";
    case "__init":
    case "INIT":
      return "init";
    case "__exit":
      return "exit";
    default:
      // INIT sections are discarded with their suffixes as well; the linker merges PAGE$x into PAGE.
      return /^PAGE/.test(section) ? "pageable" : /^(?:INIT\b|\.init\b)/.test(section) ? "init" : "resident";
  }
}

const directive = /^(alloc_text|code_seg)\s*\(([\s\S]*)\)/;

/** The compiler expands macros in pragmas: `#pragma NDIS_PAGEABLE_FUNCTION(Halt)`. */
function expanded(text: string, unit: UnitModel): string {
  const [, name = "", args = ""] = /^([A-Za-z_]\w*)\s*\(([\s\S]*)\)/.exec(text) ?? [];
  const macro = unit.macros(name)[0]?.macro ?? pragmaMacros.get(name);
  return macro === undefined ? text : substitute(macro, splitArguments(args));
}

/** Macros of ndis.h for use in pragmas. */
const pragmaMacros: ReadonlyMap<string, { readonly parameters: readonly string[]; readonly body: string }> = new Map([
  ["NDIS_INIT_FUNCTION", { parameters: ["f"], body: "alloc_text(INIT, f)" }],
  ["NDIS_PAGEABLE_FUNCTION", { parameters: ["f"], body: "alloc_text(PAGE, f)" }],
  ["NDIS_PAGABLE_FUNCTION", { parameters: ["f"], body: "alloc_text(PAGE, f)" }],
]);

/** What holds behind `code_seg([push|pop,] [label,] ["section" [, "class"]])`, and behind `data_seg` and its like. */
export function codeSegment<Reason>(
  args: readonly string[],
  current: Reason | undefined,
  stack: { readonly label: string | undefined; readonly reason: Reason | undefined }[],
  reasonFor: (section: string) => Reason,
): Reason | undefined {
  const rest = [...args];
  const action = rest[0] === "push" || rest[0] === "pop" ? rest.shift() : undefined;
  const label = action !== undefined && rest[0] !== undefined && !rest[0].startsWith('"') ? rest.shift() : undefined;
  const [section] = rest;
  let reason = section === undefined ? undefined : reasonFor(section);
  if (action === "push") {
    stack.push({ label, reason: current });
    reason = section === undefined ? current : reason;
  } else if (action === "pop") {
    const at = label === undefined ? stack.length - 1 : stack.findLastIndex((entry) => entry.label === label);
    // A pop of what was never pushed does nothing.
    const [popped] = at < 0 ? [] : stack.splice(at);
    reason = section === undefined ? (popped === undefined ? current : popped.reason) : reason;
  }
  return reason;
}

/** The section's name behind quotes, `$` and macros that stand for a string. */
export function sectionName(text: string, unit: UnitModel): string {
  const [macro] = /^[A-Za-z_]\w*$/.test(text) ? unit.macros(text) : [];
  return (macro?.macro.body.startsWith('"') ? macro.macro.body : text).replace(/^L?"([^"]*)"$/, "$1");
}

/** Attributes on the definition, its declarations and its class, `__init` and macros of the unit for either. */
function attributeReasons(fn: FunctionModel, unit: UnitModel): readonly SectionReason[] {
  const { prototypes, roles } = declarationsOf(fn, unit);
  const definition = { file: fn.file, anchor: fn.anchor, attributes: fn.attributes, conventions: fn.conventions };
  const reasons: SectionReason[] = [];
  for (const symbol of [definition, ...prototypes, ...roles]) {
    for (const record of [...symbol.attributes, ...symbol.conventions]) {
      const section = record.kind === "attribute" ? sectionIn(record, unit) : sectionOfMacro(record.name, unit);
      if (section !== undefined) {
        reasons.push({ how: "attribute", section, place: placeIn(symbol, record) });
      }
    }
  }
  for (const symbol of reasons.length > 0 || fn.scope === undefined ? [] : unit.records(lastName(fn.scope))) {
    for (const record of symbol.attributes) {
      const section = record.start < symbol.decl.bodyStart ? sectionIn(record, unit) : undefined;
      if (section !== undefined) {
        reasons.push({ how: "attribute", section, place: placeIn(symbol, record) });
      }
    }
  }
  return reasons;
}

function sectionIn({ name, args }: AttributeRecord, unit: UnitModel): string | undefined {
  if (name === "__init" || name === "__exit") {
    return name;
  }
  const match = /\b(?:code_seg|section)\s*\(([^()]*)\)/.exec(`${name}(${args ?? ""})`);
  const section = name === "__section" ? args : match?.[1];
  return section === undefined ? sectionOfMacro(name, unit) : sectionName(section.trim(), unit);
}

/** `#define PAGED_SEG __declspec(code_seg("PAGE"))`; where a unit has several, by its build's flavours, the first that says one. */
function sectionOfMacro(name: string, unit: UnitModel): string | undefined {
  for (const { macro } of unit.macros(name)) {
    const match = /\bcode_seg\s*\(\s*("[^"]*"|\w+)\s*\)/.exec(macro.body);
    if (match?.[1] !== undefined && !/\b__pragma\b/.test(macro.body)) {
      return sectionName(match[1], unit);
    }
  }
  return undefined;
}

function pagedCodeCalls(fn: FunctionModel, unit: UnitModel): readonly PagedCodeCall[] {
  const calls = fn.calls.flatMap(({ name, expr }) => pagedCodeCall(name, expr, fn, unit));
  // `TRACE_ENTER;`: macros without parameters are names to the syntax.
  const names = fn.definition.body.statements.flatMap((statement) =>
    statement.kind === "expr" && statement.expr.kind === "name"
      ? pagedCodeCall(statement.expr.name, statement.expr, fn, unit)
      : [],
  );
  return names.length === 0 ? calls : [...calls, ...names].sort((a, b) => a.place.start - b.place.start);
}

function pagedCodeCall(
  name: string | undefined,
  expr: PagedCodeCall["expr"],
  fn: FunctionModel,
  unit: UnitModel,
): readonly PagedCodeCall[] {
  const macro = name === undefined ? undefined : pagedCodeMacro(name, unit, 0);
  return macro === undefined ? [] : [{ macro, expr, place: fn.place(expr) }];
}

/** Macros that are made of macros that are made of macros... */
const maximumMacroDepth = 4;

function pagedCodeMacro(name: string, unit: UnitModel, depth: number): PagedCodeCall["macro"] | undefined {
  if (name === "PAGED_CODE" || name === "PAGED_CODE_LOCKED") {
    return name;
  }
  for (const { macro } of depth < maximumMacroDepth ? unit.macros(name) : []) {
    for (const called of macro.calls) {
      const found = pagedCodeMacro(called, unit, depth + 1);
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}
