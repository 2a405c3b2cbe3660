/** Reports directives of INF files that name a section which is nowhere in the file. */

import { hasInclude, sectionsWithIncludes, unnamedSections } from "../analysis/inf/included.ts";
import { isWholeSetupFile } from "../analysis/inf/setup-file.ts";
import { alikeNames } from "../analysis/names/nearest.ts";
import type { Fix } from "../fixes/fix.ts";
import type { InfFile } from "../model/inf/inf-file.ts";
import { type InfOutline, type InfReference, infOutline } from "../model/inf/references.ts";
import type { InfSection } from "../syntax/inf/ast.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const infUnknownSection = defineRule({
  id: "inf-unknown-section",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Section of an INF file that is nowhere in it",
    why:
      "Windows finds sections by their names alone. What the section was to install is missing, or the installation ends " +
      "with ERROR_SECTION_NOT_FOUND (0xE0000101). InfVerif, which is run before Microsoft signs a driver package, refuses " +
      "the file with errors 1203 and 1261.",
    bad: `[Version]
Signature = "$Windows NT$"

[Manufacturer]
%Mfg% = Standard,NTamd64

[Standard.NTamd64]
%Device% = Device_Install, Root\\NewDriver

[Device_Install.NT]
AddReg = Device_AddReg

[Device_Registry]
HKR,,Level,0x00010001,1

[Strings]
Mfg = "New"
Device = "New device"`,
    good: `[Version]
Signature = "$Windows NT$"

[Manufacturer]
%Mfg% = Standard,NTamd64

[Standard.NTamd64]
%Device% = Device_Install, Root\\NewDriver

[Device_Install.NT]
AddReg = Device_AddReg

[Device_AddReg]
HKR,,Level,0x00010001,1

[Strings]
Mfg = "New"
Device = "New device"`,
    language: "inf",
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/install/general-syntax-rules-for-inf-files",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/inf-validation-errors-and-warnings",
    ],
  },
  *checkInf(inf, { facts }) {
    if (!isWholeSetupFile(inf.syntax)) {
      return;
    }
    const outline = infOutline(inf.syntax, inf.text, facts.inf());
    const unknown = outline.references.filter(
      (reference) => reference.kind !== "listed" && !outline.isMet(reference) && !isCoreDriver(reference),
    );
    if (unknown.length === 0) {
      return;
    }
    const withIncludes = sectionsWithIncludes(inf.syntax, outline);
    const includes = inf.syntax.sections.some(hasInclude);
    const unnamed = alikeNames(unnamedSections(inf.syntax, outline, facts.inf()).map(({ name }) => name));
    // What an INF of the system may have is a slip only where its right name is left over.
    const certain = unknown.filter(({ from, kind, name }) =>
      kind === "needed" ? !includes : !withIncludes.has(from) || unnamed.hasSlipOf(name),
    );
    const sections = new Map(inf.syntax.sections.map((section) => [section.name, section]));
    const names = alikeNames([...sections.keys()]);
    for (const reference of certain.slice(0, maximumFindings)) {
      const alike = names.nearest(reference.name).flatMap((name) => sections.get(name) ?? []);
      yield findingOf(reference, inf, outline, alike);
    }
  },
});

/** No one reads more of one file; what has more is no INF that somebody wrote. */
const maximumFindings = 200;

function findingOf(reference: InfReference, inf: InfFile, outline: InfOutline, alike: readonly InfSection[]): Finding {
  const { name, value, by, from } = reference;
  const at = inf.place(value);
  const named = by === from.name ? `[${by}]` : `${by} in [${from.name}]`;
  const forOthers = reference.kind === "models" ? outline.sections.forAny(name) : [];
  const [listed] = forOthers;
  if (listed !== undefined) {
    return {
      at,
      message: `There is no section [${name}], which ${named} names: the lists of devices are for versions that it does not name`,
      advice: `Name the version of each list behind the comma, as that of [${listed.name}], or add a section [${name}]`,
      related: forOthers.map((section) => ({
        at: inf.place(section.nameSpan),
        message: `[${section.name}] is never looked at`,
      })),
    };
  }
  const file = by === "CopyFiles" && isFile(name) ? `@${name}` : undefined;
  const rename = (text: string): Fix => ({ title: `Write ${text}`, edits: [{ at, text }] });
  return {
    at,
    message: `There is no section [${name}], which ${named} names`,
    advice:
      file === undefined
        ? `Write the name of the section that is meant, or add a section [${name}]`
        : `Write ${file} to copy the file itself, or add a section [${name}] that lists files`,
    related: alike.map((section) => ({ at: inf.place(section.nameSpan), message: `[${section.name}] is named alike` })),
    // Which section was meant only people know.
    fixes: [...(file === undefined ? [] : [rename(file)]), ...alike.map((section) => rename(section.name))],
  };
}

/** Printers' packages list core drivers by GUIDs, whose sections may be in another package. */
const isCoreDriver = ({ kind, name }: InfReference): boolean => kind === "install" && /^\{.*\}$/.test(name);

const isFile = (name: string): boolean => /\.(?:sys|dll|exe|cat|inf|bin|ax|ocx|cpl|ini)$/i.test(name);
