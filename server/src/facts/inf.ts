// What the directives and sections of INF files are for, and which values of a directive name sections.
import { oneOf, optional } from "./cells.ts";
import type { infDirectivesTable } from "./generated/inf-directives.ts";
import type { infSectionsTable } from "./generated/inf-sections.ts";
import { openTable } from "./packed.ts";

export interface InfDirective {
  /** As it is usually written: case means nothing. */
  readonly name: string;
  readonly meaning: string;
  /** Address of the page of the reference. */
  readonly page: string | undefined;
  /** The values that name sections, counted from 0: all, some, or the last one; undefined where none does. */
  readonly sections: "all" | "last" | readonly number[] | undefined;
}

/**
 * - `section`: a section of this name.
 * - `install`: one that installs something; other names have decorations and suffixes behind it too.
 * - `suffix`: what stands behind the dot of such a name: `Services` of [Install.NT.Services].
 * - `strings`: texts, for a language behind a dot.
 */
export type InfSectionKind = "section" | "install" | "suffix" | "strings";

export interface InfSectionFact {
  readonly name: string;
  readonly kind: InfSectionKind;
  readonly meaning: string;
  readonly page: string | undefined;
}

/** Lookups in any case. Fact source: server/data/inf-directives.tsv and inf-sections.tsv. */
export interface InfFacts {
  directive(name: string): InfDirective | undefined;
  section(name: string): InfSectionFact | undefined;
  readonly directives: readonly InfDirective[];
}

export function infFacts(
  packedDirectives: typeof infDirectivesTable,
  packedSections: typeof infSectionsTable,
): InfFacts {
  const directiveTable = openTable(packedDirectives);
  const directives = Array.from(
    { length: directiveTable.rows },
    (_, row): InfDirective => ({
      name: directiveTable.key(row),
      meaning: directiveTable.cell(row, "meaning"),
      page: addressOf(directiveTable.cell(row, "page")),
      sections: sectionsOf(directiveTable.cell(row, "sections")),
    }),
  );
  const sectionTable = openTable(packedSections);
  const sections = Array.from(
    { length: sectionTable.rows },
    (_, row): InfSectionFact => ({
      name: sectionTable.key(row),
      kind: oneOf(sectionTable.cell(row, "kind"), ["section", "install", "suffix", "strings"]) ?? "section",
      meaning: sectionTable.cell(row, "meaning"),
      page: addressOf(sectionTable.cell(row, "page")),
    }),
  );
  const directiveByName = new Map(directives.map((each) => [each.name.toLowerCase(), each]));
  const sectionByName = new Map(sections.map((each) => [each.name.toLowerCase(), each]));
  return {
    directive: (name) => directiveByName.get(name.toLowerCase()),
    section: (name) => sectionByName.get(name.toLowerCase()),
    directives,
  };
}

function sectionsOf(cell: string): InfDirective["sections"] {
  if (cell === "0.." || cell === "last") {
    return cell === "last" ? "last" : "all";
  }
  return optional(cell)?.split(",").map(Number);
}

function addressOf(page: string): string | undefined {
  return page === "" ? undefined : `https://learn.microsoft.com/windows-hardware/drivers/install/${page}`;
}
