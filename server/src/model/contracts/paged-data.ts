/** Which of a unit's variables lie in a section that can be paged out: `#pragma data_seg("PAGE")`, `__declspec(allocate("PAGE"))`. */
import type { VariableDecl } from "../../syntax/ast.ts";
import type { FileModel } from "../file.ts";
import type { Place } from "../place.ts";
import type { UnitSymbol } from "../symbols.ts";
import type { UnitModel } from "../unit-model.ts";
import { placeIn } from "./declarations.ts";
import { codeSegment, residenceOf, sectionName } from "./paging.ts";
import { splitArguments } from "./sal-terms.ts";

export interface PagedDataReason {
  readonly section: string;
  readonly place: Place;
}

/** Of a variable at file scope with one definition; undefined for what is resident, or not known. */
export function pagedData(name: string, unit: UnitModel): PagedDataReason | undefined {
  const [definition, ...others] = unit.variables(name).filter(({ decl }) => !decl.storage.includes("extern"));
  if (definition === undefined || others.length > 0 || definition.scope !== undefined) {
    return undefined;
  }
  const file = unit.file(definition.file);
  const reason = allocated(definition, unit) ?? (file && inRegion(definition, file, unit));
  return residenceOf(reason?.section) === "pageable" ? reason : undefined;
}

function allocated(symbol: UnitSymbol<VariableDecl>, unit: UnitModel): PagedDataReason | undefined {
  for (const record of symbol.attributes) {
    const section = /\ballocate\s*\(([^()]*)\)/.exec(`${record.name}(${record.args ?? ""})`)?.[1];
    if (section !== undefined) {
      return { section: sectionName(section.trim(), unit), place: placeIn(symbol, record) };
    }
  }
  return undefined;
}

/** What has a value from the start is in the section of `data_seg`, other variables in that of `bss_seg`, constants in `const_seg`. */
function inRegion(
  { decl, anchor }: UnitSymbol<VariableDecl>,
  file: FileModel,
  unit: UnitModel,
): PagedDataReason | undefined {
  const isConst = decl.type.isConst && decl.type.pointers === 0;
  const directive = isConst ? "const_seg" : decl.init === undefined ? "bss_seg" : "data_seg";
  const at = anchor.start + decl.start;
  const stack: { readonly label: string | undefined; readonly reason: PagedDataReason | undefined }[] = [];
  let current: PagedDataReason | undefined;
  for (const pragma of file.pragmas) {
    const match = pragma.start < at ? /^(\w+)\s*\(([\s\S]*)\)/.exec(pragma.text) : null;
    if (match?.[1] === directive) {
      const place: Place = { file: file.path, anchor: pragma, start: 0, end: pragma.end - pragma.start };
      current = codeSegment(splitArguments(match[2] ?? ""), current, stack, (section) => ({
        section: sectionName(section, unit),
        place,
      }));
    }
  }
  return current;
}
