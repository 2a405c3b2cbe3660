/** Sections of a driver that the loader, memory integrity or the driver itself will not get along with. */
import type { CoffSection } from "../../../binary/coff.ts";
import { has, isInit, isPaged, isWritableCode, memory } from "../../read/pe/sections.ts";
import { executableImportTable, pageSize } from "../../read/pe/security.ts";
import { bytesText } from "../../read/values.ts";
import type { Finding } from "../findings.ts";
import type { WindowsJudgement } from "./context.ts";

/** Of 64-bit drivers alone: Windows of 32 bits has no memory integrity. */
const integrity =
  "Memory integrity (HVCI), which is on by default on new machines with Windows 11, gives no page that is written to the right to be executed";

export function* sections({ contents }: WindowsJudgement): Iterable<Finding> {
  const { image } = contents;
  for (const section of image.sections) {
    if (isWritableCode(section) && image.is64) yield writableCode(section);
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
  if (table !== undefined && image.is64) {
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

/** Linkers of Visual Studio 2013 and before made INIT like that; Windows 10 takes the right to write from it by itself. */
function writableCode(section: CoffSection): Finding {
  const { name } = section;
  const told: Pick<Finding, "rule" | "message" | "instead" | "section"> = {
    rule: "image-writable-code",
    message: `The section ${name} is writable and executable`,
    instead: [],
    section: name,
  };
  return isInit(section)
    ? {
        ...told,
        severity: "info",
        why: "Windows 10 and later take the right to write from INIT when they load a driver; on older ones code that runs in it can be changed meanwhile.",
        remedy: `Link with the tools of a current driver kit; with old ones /SECTION:${name},ERD takes the right to write`,
      }
    : {
        ...told,
        severity: "warning",
        why: `${integrity}: the driver does not load there (code 39 in Device Manager).`,
        remedy: `Keep code and data apart; what sets the rights is #pragma section, /SECTION:${name} or /MERGE`,
      };
}
