/** What there is to say of an object file of Windows: what it has, and what the linker has to find for it. */
import { type CoffObject, type CoffSection, coffSymbols, storageExternal } from "../../../binary/coff.ts";
import { machineNames, sectionAlignmentOf } from "../../../binary/pe-names.ts";
import { ImageReader } from "../../../binary/record.ts";
import type { ByteSource } from "../../../binary/source.ts";
import { textOf } from "../../../binary/text.ts";
import type { ExportedSymbol, ImageReport, ImportedFunction, PropertyGroup } from "../../report.ts";
import { accessOf, has, isWritableCode, memory } from "../pe/sections.ts";
import { hex, row } from "../values.ts";

/** IMAGE_SYM_CLASS_WEAK_EXTERNAL. */
const storageWeak = 105;
/** IMAGE_SYM_DTYPE_FUNCTION, in the type's second four bits. */
const isFunction = (type: number): boolean => ((type >> 4) & 3) === 2;
/** Each of undefined and of defined symbols. */
const mostSymbols = 100_000;

export function coffReport(source: ByteSource, object: CoffObject): ImageReport {
  const reader = new ImageReader(source);
  const machine = machineNames.get(object.machine) ?? hex(object.machine);
  const { missing, given } = symbolsOf(reader, object);
  return {
    format: "coff",
    kind: `Object file for Windows, ${machine}`,
    // What an object needs the linker finds: in which modules nobody knows yet.
    isKernel: false,
    machine,
    length: source.length,
    groups: [headersOf(reader, object), ...directivesOf(reader, object.sections)],
    sections: object.sections.map((section) => ({
      name: section.name,
      address: hex(section.address),
      virtualSize: Math.max(section.virtualSize, section.sizeOfRawData),
      offset: section.offset,
      size: section.size,
      access: accessOf(section),
      traits: [
        ...(has(section, memory.discardable) ? (["discardable"] as const) : []),
        ...(has(section, memory.shared) ? (["shared"] as const) : []),
        ...(isWritableCode(section) ? (["writable code"] as const) : []),
      ],
      flags: hex(section.characteristics, 8),
    })),
    imports: missing.length === 0 ? [] : [{ module: "", isDelayed: false, functions: missing }],
    exports: given,
    resources: [],
    findings: [],
    infs: [],
    notes: [],
  };
}

function symbolsOf(reader: ImageReader, { symbols, sections }: CoffObject) {
  const missing: ImportedFunction[] = [];
  const given: ExportedSymbol[] = [];
  for (const { name, section, value, storage, type } of coffSymbols(reader, symbols, sections.length)) {
    if (name === "" || (storage !== storageExternal && storage !== storageWeak)) continue;
    // A common symbol has its size for a value, and the linker finds a place for it.
    if (section === undefined && value === 0 && missing.length < mostSymbols) {
      missing.push({ name, ...(storage === storageWeak ? { isWeak: true } : {}) });
    } else if (section !== undefined && given.length < mostSymbols) {
      given.push({ name, note: `${isFunction(type) ? "function" : "data"} in ${sections[section]!.name}` });
    }
  }
  return { missing, given };
}

function headersOf(reader: ImageReader, object: CoffObject): PropertyGroup {
  const alignment = Math.max(
    0,
    ...object.sections.slice(0, 1000).map((one) => sectionAlignmentOf(one.characteristics) ?? 0),
  );
  return {
    id: "headers",
    title: "Headers",
    properties: [
      ...row("Machine", `${machineNames.get(object.machine) ?? "unknown"} (${hex(object.machine, 4)})`),
      ...row("Format", object.symbols.entrySize === 18 ? "COFF" : "COFF with many sections (/bigobj)"),
      ...row("Sections", String(object.sections.length)),
      ...row("Symbols", object.symbols.offset === 0 ? "none" : String(object.symbols.count)),
      ...row("Largest alignment", alignment === 0 ? undefined : `${alignment} bytes`),
      ...row("Length", `${reader.length} bytes`),
    ],
  };
}

const longestDirectives = 64 * 1024;
const mostDirectives = 500;

/** What the compiler tells the linker: "/DEFAULTLIB:LIBCMT" takes the C runtime of programs, which no driver can have. */
function directivesOf(reader: ImageReader, sections: readonly CoffSection[]): PropertyGroup[] {
  const section = sections.find(({ name }) => name === ".drectve");
  const bytes =
    section === undefined ? undefined : reader.bytes(section.offset, Math.min(section.size, longestDirectives));
  const words = bytes === undefined ? [] : (textOf(bytes).match(/(?:"[^"]*"|[^\s"])+/g) ?? []);
  const properties = words.slice(0, mostDirectives).flatMap((word) => {
    const [, name = word, value = ""] = /^[-/](\w+)[:=]?(.*)$/.exec(word) ?? [];
    const isRuntime = /^defaultlib$/i.test(name) && /^"?(?:libcmt|libcmtd|msvcrt|msvcrtd)(?:\.lib)?"?$/i.test(value);
    return row(name.toUpperCase(), value === "" ? "set" : value, {
      meaning: isRuntime
        ? "The C runtime of programs: objects of a driver are compiled with /Zl, or linked with /NODEFAULTLIB."
        : undefined,
    });
  });
  return properties.length === 0 ? [] : [{ id: "directives", title: "Directives for the linker", properties }];
}
