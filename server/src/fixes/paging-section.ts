/** Making a function pageable that says it is, or taking back what it says. */
import { declarationsOf } from "../model/contracts/declarations.ts";
import type { PagedCodeCall, SectionReason } from "../model/contracts/paging.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Place } from "../model/place.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { Fix } from "./fix.ts";
import { indentationAt, lineEnd } from "./lines.ts";
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
