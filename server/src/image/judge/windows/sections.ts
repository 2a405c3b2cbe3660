/** Sections of a driver that the loader, memory integrity or the driver itself will not get along with. */
import { has, isInit, isPaged, isWritableCode, memory } from "../../read/pe/sections.ts";
import { executableImportTable, pageSize } from "../../read/pe/security.ts";
import { bytesText } from "../../read/values.ts";
import type { Finding } from "../findings.ts";
import type { WindowsJudgement } from "./context.ts";

const integrity =
  "Memory integrity (HVCI), which is on by default on new machines with Windows 11, gives no page that is written to the right to be executed";

export function* sections({ contents }: WindowsJudgement): Iterable<Finding> {
  const { image } = contents;
  for (const section of image.sections) {
    if (isWritableCode(section)) {
      yield {
        rule: "image-writable-code",
        severity: "warning",
        message: `The section ${section.name} is writable and executable`,
        why: `${integrity}: the driver does not load there (code 39 in Device Manager).`,
        remedy: isInit(section)
          ? `Keep code and import tables apart; /SECTION:${section.name},ERD takes the right to write`
          : `Keep code and data apart; what sets the rights is #pragma section, /SECTION:${section.name} or /MERGE`,
        instead: [],
        section: section.name,
      };
    }
    if (isPaged(section) && has(section, memory.discardable) && has(section, memory.execute)) {
      yield {
        rule: "image-discardable-page",
        severity: "warning",
        message: `The section ${section.name} has a pageable driver's name, but is marked discardable`,
        why:
          "Windows gives back what is discardable when DriverEntry has returned: a call of what was in it later executes " +
          "what is not there any more (PAGE_FAULT_IN_NONPAGED_AREA, 0x50).",
        remedy: `Call it INIT where only DriverEntry needs it; else take D from /SECTION:${section.name} or #pragma section`,
        instead: [],
        section: section.name,
      };
    }
  }
  if (image.is64 && image.sectionAlignment % pageSize !== 0) {
    yield {
      rule: "image-section-alignment",
      severity: "warning",
      message: `Sections are aligned to ${bytesText(image.sectionAlignment)}, not to a page`,
      why: `${integrity}, and so wants code and data on pages of their own: the driver does not load there (code 39 in Device Manager).`,
      remedy: "Link with /ALIGN:0x1000, or without /ALIGN (DRIVER_ALIGNMENT=0x1000 in old builds)",
      instead: [],
    };
  }
  const table = executableImportTable(contents);
  if (table !== undefined) {
    yield {
      rule: "image-executable-import-table",
      severity: "warning",
      message: `The import address table lies in ${table}, which is executable`,
      why: `The loader writes to the table. ${integrity}: the check for it (HyperVisor Code Integrity Readiness) fails.`,
      remedy: "Do not merge .idata or .rdata into a section of code (/MERGE)",
      instead: [],
      section: table,
    };
  }
}
