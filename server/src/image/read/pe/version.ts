/** The version resource, as people read it in a file's properties. */
import { driverSubtypeNames, fileFlagNames, fileOsNames, fileTypeNames, flagNames } from "../../../binary/pe-names.ts";
import type { FixedFileInfo, PeVersion, VersionTable } from "../../../binary/pe-version.ts";
import type { Property, PropertyGroup } from "../../report.ts";
import { hex, row } from "../values.ts";
import { languageName } from "./languages.ts";

export function versionGroup(version: PeVersion | undefined): PropertyGroup[] {
  if (version === undefined) return [];
  const { fixed, tables } = version;
  const properties = [
    ...(fixed === undefined ? [] : fixedRows(fixed)),
    ...tables.flatMap((table) => tableRows(table, tables.length > 1)),
  ];
  return properties.length === 0 ? [] : [{ id: "version", title: "Version", properties }];
}

function fixedRows(fixed: FixedFileInfo): Property[] {
  const type = fileTypeNames.get(fixed.type) ?? (fixed.type === 0 ? "" : hex(fixed.type));
  const subtype = fixed.type === driverType ? (driverSubtypeNames.get(fixed.subtype) ?? "") : "";
  return [
    ...row("File version (numbers)", fixed.fileVersion, {
      meaning: "Which driver is newer Windows decides by DriverVer of the INF, not by this.",
    }),
    ...row("Product version (numbers)", fixed.productVersion),
    ...row("File type", [type, subtype].filter((part) => part !== "").join(", ")),
    ...row("For", fileOsNames.get(fixed.os) ?? hex(fixed.os)),
    ...row("Flags", flagNames(fixed.flags, fileFlagNames).join(", ")),
  ];
}
/** VFT_DRV. */
const driverType = 3;

function tableRows({ language, strings }: VersionTable, isOneOfMany: boolean): Property[] {
  const suffix = isOneOfMany ? `, ${languageName(language)}` : "";
  return strings.flatMap(({ key, value }) => row(`${words(key)}${suffix}`, value.trim()));
}

/** "FileDescription" is "File description". */
const words = (key: string): string => key.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
