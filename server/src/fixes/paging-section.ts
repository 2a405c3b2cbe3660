/** Making a function pageable that says it is, or taking back what it says; keeping one resident that has to be. */
import { declarationsOf } from "../model/contracts/declarations.ts";
import type { PagedCodeCall, SectionReason } from "../model/contracts/paging.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Place } from "../model/place.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { indentationAt, lineEnd, removalOf } from "./lines.ts";
import { removeStatement } from "./remove-statement.ts";

/**
 * Both ways out of a PAGED_CODE in resident code; neither is made unasked: only the author knows whether the function
 * must stay resident.
 * @param pageable a pragma of the file that makes other functions pageable; undefined where none can help
 */
export function notPagedFixes(
  fn: FunctionModel,
  assertion: PagedCodeCall,
  pageable: SectionReason | undefined,
  file: FileModel,
  unit: UnitModel,
): readonly Fix[] {
  return [
    pageable?.how === "alloc_text" ? allocate(fn, pageable, file, unit) : undefined,
    remove(fn, assertion, file),
  ].filter((fix) => fix !== undefined);
}

/**
 * Names it in an `alloc_text` of its own behind another one, which the compiler takes for functions with C linkage only,
 * between their declaration and their definition.
 */
function allocate(
  fn: FunctionModel,
  { section, place }: SectionReason,
  file: FileModel,
  unit: UnitModel,
): Fix | undefined {
  const pragma = place.anchor.start;
  const { prototypes, roles } = declarationsOf(fn, unit);
  const isDeclared = [...prototypes, ...roles].some(
    (symbol) => symbol.file !== file.path || symbol.anchor.start < pragma,
  );
  if (file.language !== "c" || !isDeclared || pragma > fn.anchor.start) {
    return undefined;
  }
  const end: Place = { ...place, start: place.end };
  const text = `${lineEnd(file)}${indentationAt(place, file)}#pragma alloc_text(${section}, ${fn.name})`;
  return { title: `Add #pragma alloc_text(${section}, ${fn.name})`, edits: [{ at: end, text }] };
}

function remove(fn: FunctionModel, { expr, macro }: PagedCodeCall, file: FileModel): Fix | undefined {
  const statement = fn.parentOf(expr);
  const edit = statement?.kind === "expr" ? removeStatement(statement, /\bPAGED_CODE\b/, fn, file) : undefined;
  return edit && { title: `Remove ${macro}()`, edits: [edit] };
}

/**
 * Takes a function out of the `alloc_text` that makes it pageable: resident code may do all that pageable code may.
 * @returns undefined for sections that are given in another way
 */
export function residentFix(fn: FunctionModel, { how, place }: SectionReason, file: FileModel): Fix | undefined {
  const text = file.text.slice(place.anchor.start + place.start, place.anchor.start + place.end);
  if (how !== "alloc_text" || place.file !== file.path) {
    return undefined;
  }
  const edit = isAlone(fn.name, text) ? removalOf(place, file) : removalFromList(fn.name, text, place);
  return edit && { title: `Take ${fn.name} out of #pragma alloc_text`, edits: [edit], preferred: true };
}

/** Whether a pragma puts nothing else into its section; macros for `alloc_text` take the function alone. */
const isAlone = (name: string, text: string): boolean =>
  new RegExp(`^#\\s*pragma\\s+\\w+\\s*\\(\\s*(?:[^,()]*,\\s*)?${name}\\s*\\)`).test(text);

/** The name with the comma before it, and the line's end between them. */
function removalFromList(name: string, text: string, place: Place): FixEdit | undefined {
  const found = new RegExp(`,(?:\\s|\\\\)*\\b${name}\\b(?=[\\s\\\\]*[,)])`).exec(text);
  const start = place.start + (found?.index ?? 0);
  return found === null ? undefined : { at: { ...place, start, end: start + found[0].length }, text: "" };
}
