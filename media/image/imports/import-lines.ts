/** Imports as a tree: modules, and what is imported of each; what has findings first. Pure, as there may be 65,000. */

import { symbolName } from "../../../server/src/image/output/symbol-name.ts";
import type { ImageFinding, ImageReport, ImportedFunction, ImportedModule } from "../../../server/src/image/report.ts";
import type { TableLine } from "../../parts/table/lines.ts";
import { weightOf } from "../severity.ts";

export type ImportRow =
  | {
      readonly kind: "module";
      readonly module: ImportedModule;
      /** Of its imports. */
      readonly findings: readonly ImageFinding[];
      /** Imports that are listed in it, with what is filtered. */
      readonly shown: number;
    }
  | {
      readonly kind: "function";
      readonly id: string;
      readonly module: ImportedModule;
      readonly imported: ImportedFunction;
      readonly finding: ImageFinding | undefined;
    };
export type ImportLine = TableLine<ImportRow>;

interface SortedModule {
  readonly id: string;
  readonly module: ImportedModule;
  readonly findings: readonly ImageFinding[];
  readonly functions: readonly Extract<ImportRow, { kind: "function" }>[];
}
export type SortedImports = readonly SortedModule[];

export const importCount = ({ imports }: Pick<ImageReport, "imports">): number =>
  imports.reduce((total, { functions }) => total + functions.length, 0);

/** Modules with the worst findings first, others as they are in the file; functions with findings, then by name. */
export function sortedImports({ imports, findings }: Pick<ImageReport, "imports" | "findings">): SortedImports {
  return imports
    .map((module, index) => {
      const functions = module.functions
        .map((imported, place) => ({
          id: `m${index}.${place}`,
          kind: "function" as const,
          module,
          imported,
          finding: findingOf(imported, findings),
        }))
        .sort(
          (one, other) =>
            weight(one.finding) - weight(other.finding) ||
            compare(symbolName(one.imported), symbolName(other.imported)),
        );
      const own = functions.flatMap(({ finding }) => (finding === undefined ? [] : [finding]));
      return { id: `m${index}`, module, functions, findings: own };
    })
    .sort((one, other) => weight(one.findings[0]) - weight(other.findings[0]));
}

const findingOf = ({ finding }: ImportedFunction, findings: readonly ImageFinding[]): ImageFinding | undefined =>
  finding === undefined ? undefined : findings[finding];

const weight = (finding: ImageFinding | undefined): number => (finding === undefined ? 9 : weightOf(finding));

/** By code units: a language's own order takes a second for 65,000. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export interface ImportFilter {
  /** Part of a function's or module's name, whatever the case; all where it is empty. */
  readonly text: string;
  readonly withFindingsOnly: boolean;
  /** Ids of modules that are closed. */
  readonly closed: ReadonlySet<string>;
}

export interface ImportLines {
  readonly lines: readonly ImportLine[];
  /** Functions that the filter leaves, in closed modules too. */
  readonly shown: number;
}

export function importLines(modules: SortedImports, { text, withFindingsOnly, closed }: ImportFilter): ImportLines {
  const wanted = text.trim().toLowerCase();
  const parts = modules
    .map((part) => {
      const isWhole = wanted === "" || part.module.module.toLowerCase().includes(wanted);
      const functions =
        isWhole && !withFindingsOnly
          ? part.functions
          : part.functions.filter(
              ({ imported, finding }) =>
                (!withFindingsOnly || finding !== undefined) &&
                (isWhole || symbolName(imported).toLowerCase().includes(wanted)),
            );
      return { ...part, functions };
    })
    // A module of which nothing is imported is still one that is to be there.
    .filter(
      ({ functions, module }) =>
        functions.length > 0 || (wanted === "" && !withFindingsOnly && module.functions.length === 0),
    );
  const lines: ImportLine[] = [];
  let shown = 0;
  for (const [place, { id, module, functions, findings }] of parts.entries()) {
    shown += functions.length;
    const isOpen = functions.length === 0 ? undefined : !closed.has(id);
    lines.push({
      ...{ id, level: 1, place: place + 1, siblings: parts.length, isOpen },
      row: { kind: "module", module, findings, shown: functions.length },
    });
    if (isOpen !== true) continue;
    for (const [index, row] of functions.entries()) {
      lines.push({
        ...{ id: row.id, row, level: 2, isOpen: undefined },
        ...{ place: index + 1, siblings: functions.length },
      });
    }
  }
  return { lines, shown };
}

/** The line of an import, by what findings say of it; a module is left out where only its name is known. */
export const lineOf = (
  lines: readonly ImportLine[],
  { module, name }: { readonly module?: string | undefined; readonly name: string },
): ImportLine | undefined =>
  lines.find(
    ({ row }) =>
      row.kind === "function" &&
      symbolName(row.imported) === name &&
      (module === undefined || row.module.module.toLowerCase() === module.toLowerCase()),
  );
