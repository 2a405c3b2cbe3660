/** What the compiler and linker did against attacks, as the overview has it. States are given where it is a driver. */
import { directoryOf } from "../../../binary/pe.ts";
import { exDllCharacteristicNames, flagNames, guardFlagNames } from "../../../binary/pe-names.ts";
import type { Property, PropertyGroup } from "../../report.ts";
import { bytesText, grouped, listed, row } from "../values.ts";
import type { PeContents } from "./contents.ts";
import { has, isInit, isWritableCode, memory, sectionAt } from "./sections.ts";

/** IMAGE_DLLCHARACTERISTICS_*. */
export const dllFlags = {
  highEntropy: 0x20,
  dynamicBase: 0x40,
  forceIntegrity: 0x80,
  nxCompatible: 0x100,
  noSeh: 0x400,
  guardCf: 0x4000,
} as const;
/** IMAGE_FILE_RELOCS_STRIPPED. */
export const relocationsStripped = 1;
export const pageSize = 4096;

type State = Property["state"];

/** What things mean and how good they are is said of drivers alone. */
export function securityGroup(contents: PeContents): PropertyGroup {
  const group = driverSecurity(contents);
  return contents.kind.isKernel
    ? group
    : { ...group, properties: group.properties.map(({ name, value }) => ({ name, value })) };
}

function driverSecurity(contents: PeContents): PropertyGroup {
  const { image, debug, loadConfig } = contents;
  const isSet = (flag: number): boolean => (image.dllCharacteristics & flag) !== 0;
  const state = (given: State) => ({ state: given });
  const yesNo = (flag: number): string => (isSet(flag) ? "yes" : "no");
  const ex = debug.find(({ exDllCharacteristics }) => exDllCharacteristics !== undefined)?.exDllCharacteristics;
  return {
    id: "security",
    title: "Security",
    properties: [
      ...row("No-execute data (NX)", yesNo(dllFlags.nxCompatible), {
        meaning: "Of programs: in the kernel each pool, mapping and section has rights of its own.",
        ...state(isSet(dllFlags.nxCompatible) ? "good" : undefined),
      }),
      ...row(
        "Dynamic base (ASLR)",
        yesNo(dllFlags.dynamicBase),
        state(isSet(dllFlags.dynamicBase) ? "good" : undefined),
      ),
      ...row("High-entropy addresses", yesNo(dllFlags.highEntropy), {
        meaning: "Of programs alone: where drivers are loaded Windows decides.",
      }),
      ...relocationRows(contents),
      ...writableCodeRows(contents),
      ...row("Section alignment", bytesText(image.sectionAlignment), {
        meaning: "Memory integrity protects whole pages of 4,096 bytes.",
        ...state(image.sectionAlignment % pageSize === 0 ? "good" : image.is64 ? "warning" : undefined),
      }),
      ...importTableRows(contents),
      ...row("Control Flow Guard", guardText(contents), state(isSet(dllFlags.guardCf) ? "good" : undefined)),
      ...row("Guard flags", flagNames(loadConfig?.guardFlags ?? 0, guardFlagNames).join(", ")),
      ...row("Integrity check", yesNo(dllFlags.forceIntegrity), {
        meaning: "/INTEGRITYCHECK: functions that watch processes and handles take callbacks of such images alone.",
      }),
      ...row(
        "Shadow stacks (CET)",
        ex === undefined ? "no" : flagNames(ex, exDllCharacteristicNames).join(", ") || "no",
      ),
      ...row("Security cookie (/GS)", cookieText(contents), state(hasCookie(contents) ? "good" : undefined)),
      ...handlerRows(contents),
    ],
  };
}

function relocationRows({ image, relocations }: PeContents): Property[] {
  const isStripped = (image.characteristics & relocationsStripped) !== 0;
  if (isStripped) {
    return row("Relocations", "stripped", {
      meaning: "It can be loaded at its image base alone.",
      state: "bad",
    });
  }
  // Code of 64 bits may well have no address in it.
  if (relocations === undefined) return row("Relocations", "none needed");
  const { entries, isWhole } = relocations;
  return row("Relocations", `${grouped(entries)}${isWhole ? "" : ", and a damaged table"}`, {
    state: isWhole ? "good" : "warning",
  });
}

function writableCodeRows({ image }: PeContents): Property[] {
  const sections = image.sections.filter(isWritableCode);
  const isRefused = image.is64 && !sections.every(isInit);
  return row("Writable and executable sections", listed(sections.map(({ name }) => name)) || "none", {
    meaning:
      sections.length === 0 || isRefused
        ? "Memory integrity (HVCI) does not load a driver that has them."
        : "Windows 10 takes the right to write from INIT by itself.",
    state: sections.length === 0 ? "good" : isRefused ? "bad" : undefined,
  });
}

/** Undefined where there is no table of its own. */
export function executableImportTable({ image }: PeContents): string | undefined {
  const directory = directoryOf(image, "importAddresses");
  const section = directory === undefined ? undefined : sectionAt(image, directory.address);
  return section !== undefined && has(section, memory.execute) ? section.name : undefined;
}

function importTableRows(contents: PeContents): Property[] {
  const name = executableImportTable(contents);
  return row("Import address table", name === undefined ? undefined : `in ${name}, which is executable`, {
    meaning: "The loader writes to it: memory integrity keeps it from writing to code.",
    state: contents.image.is64 ? "warning" : undefined,
  });
}

function guardText({ image, loadConfig }: PeContents): string {
  if ((image.dllCharacteristics & dllFlags.guardCf) === 0) return "no";
  const count = loadConfig?.guardFunctionCount;
  return count === undefined || count === 0 ? "yes" : `yes, ${grouped(count)} functions may be called through pointers`;
}

const hasCookie = ({ loadConfig }: PeContents): boolean => (loadConfig?.securityCookie ?? 0n) !== 0n;

function cookieText(contents: PeContents): string {
  if (contents.loadConfig === undefined) return "not known: there is no load configuration";
  return hasCookie(contents) ? "yes" : "no";
}

/** IMAGE_FILE_MACHINE_I386. */
const x86 = 0x014c;

function handlerRows({ image, loadConfig }: PeContents): Property[] {
  if (image.machine !== x86) return [];
  if ((image.dllCharacteristics & dllFlags.noSeh) !== 0) return row("Exception handlers", "none are used (NO_SEH)");
  const count = loadConfig?.seHandlerCount;
  return row(
    "Exception handlers",
    count === undefined ? "any (no SAFESEH)" : `${grouped(count)} are allowed (SAFESEH)`,
  );
}
