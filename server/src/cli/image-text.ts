/** What `driverlens image` says to a reader at a terminal. Names come from a file of anybody's: none steers the terminal. */
import { symbolName } from "../image/output/symbol-name.ts";
import type { FoundString } from "../image/protocol.ts";
import type {
  EmbeddedDatabase,
  ExportedSymbol,
  ImageReport,
  ImageResource,
  ImageSection,
  ImportedModule,
  InfBeside,
  PoolTagUse,
  Property,
} from "../image/report.ts";
import { grouped as groupsOf } from "../model/grouped.ts";
import { harmless } from "./cells.ts";
import type { Colors } from "./colors.ts";
import { columns, type Field } from "./columns.ts";
import { severityPaint } from "./image-findings.ts";
import { grouped, quantity } from "./words.ts";
import { wrap } from "./wrap.ts";

export interface ImageTextOptions {
  readonly colors: Colors;
  /** Of the terminal, for prose. */
  readonly width: number;
}

/** What it is, in one line, and what could not be read. */
export function headText(name: string, report: ImageReport, { colors, width }: ImageTextOptions): string {
  const { kind, machine, length, target, notes } = report;
  const machineToo = kind.includes(machine) ? "" : `, ${machine}`;
  const lines = [`${colors.strong(harmless(name))}: ${harmless(kind)}${machineToo}, ${quantity(length, "byte")}`];
  if (target !== undefined) lines.push(...wrap(`imports are held against ${harmless(target)}`, width, "  ", "  "));
  for (const note of notes) lines.push(...wrap(`note: ${harmless(note)}`, width, "  ", "        "));
  return textOf(lines);
}

/** A screen of what the parts have in full. */
export function overviewText(report: ImageReport, options: ImageTextOptions): string {
  const { groups, sections, exports, resources, infs } = report;
  const rows: [string, string][] = groups.flatMap(({ title, properties }): [string, string][] => {
    const text = properties.filter(isNotable).map(({ name, value }) => `${name} ${value}`);
    return text.length === 0 ? [] : [[title, text.join(", ")]];
  });
  rows.push(
    ["Sections", sectionsLine(sections)],
    ["Imports", importsLine(report)],
    ["Exports", named(exports.map(symbolName))],
    ["Resources", named(resources.map(({ type, name }) => `${type} ${name}`))],
    ...infs.map(({ name, properties }): [string, string] => [
      name,
      properties.map((one) => `${one.name} ${one.value}`).join(", "),
    ]),
  );
  const shown = rows.filter(([, text]) => text !== "");
  const column = Math.min(Math.max(0, ...shown.map(([title]) => title.length)) + 4, 28);
  return textOf(
    shown.flatMap(([title, text]) =>
      wrap(harmless(text), options.width, `  ${harmless(title)}`.padEnd(column), " ".repeat(column)),
    ),
  );
}

/** By what becomes of them: "RX non-paged .text; R discardable .reloc". What gets into no memory is counted. */
function sectionsLine(sections: readonly ImageSection[]): string {
  const loaded = sections.filter(({ access }) => access !== "");
  const alike = groupsOf(loaded, ({ access, traits }) => [access, ...traits].join(" "));
  const parts = [...alike].map(([kind, those]) => `${kind} ${named(those.map(({ name }) => name))}`);
  const others = sections.length - loaded.length;
  if (others > 0) parts.push(loaded.length === 0 ? quantity(others, "section") : `${grouped(others)} more not loaded`);
  return parts.join("; ");
}

/** How many of whom. Of a kernel module nobody says who has what it needs, but a Module.symvers. */
function importsLine({ imports, isKernel }: ImageReport): string {
  const modules = imports.filter(({ functions }) => functions.length > 0);
  const known = modules.filter(({ module }) => module !== "");
  const unknown = modules.reduce((sum, { module, functions }) => sum + (module === "" ? functions.length : 0), 0);
  const parts = known.map((one) => `${one.module} (${grouped(one.functions.length)})`);
  if (unknown > 0 && known.length > 0) parts.push(`${grouped(unknown)} that Module.symvers does not have`);
  else if (unknown > 0) {
    parts.push(`${quantity(unknown, "symbol")}${isKernel ? "; --symvers FILE tells who has them" : ""}`);
  }
  return parts.join(", ");
}

/** Of all the numbers of a header those that were judged, or that people wrote. */
const isNotable = ({ state }: Property): boolean => state !== undefined;

function named(names: readonly string[]): string {
  const shown = names.slice(0, mostNames);
  return names.length > shown.length
    ? `${shown.join(", ")} and ${grouped(names.length - shown.length)} more`
    : shown.join(", ");
}
const mostNames = 12;

/** All groups of the headers, and what stands in INF files beside. */
export function headersText({ groups, infs }: ImageReport, options: ImageTextOptions): string {
  const all = [...groups, ...infs.map(({ name, properties }: InfBeside) => ({ title: name, properties }))];
  return textOf(
    all.flatMap(({ title, properties }) => [
      options.colors.strong(harmless(title)),
      ...propertyLines(properties, options),
    ]),
  );
}

function propertyLines(properties: readonly Property[], { colors, width }: ImageTextOptions): string[] {
  const column = Math.min(Math.max(0, ...properties.map(({ name }) => name.length)) + 4, 40);
  const indent = " ".repeat(column);
  return properties.flatMap(({ name, value, meaning, state }) => {
    const first = `  ${harmless(name)}`.padEnd(column);
    const lines = wrap(harmless(value), width, first.endsWith(" ") ? first : `${first} `, indent);
    const paint = state === undefined ? plain : paintOf(state, colors);
    return [
      ...(lines.length === 0 ? [first.trimEnd()] : lines).map(
        (line) => line.slice(0, column) + paint(line.slice(column)),
      ),
      ...wrap(harmless(meaning ?? ""), width, indent, indent).map(colors.dim),
    ];
  });
}

const plain = (text: string): string => text;

function paintOf(state: NonNullable<Property["state"]>, { state: paint }: Colors): (text: string) => string {
  return { good: paint.done, warning: paint.missing, bad: paint.wrong }[state];
}

export function sectionsText(sections: readonly ImageSection[], { colors }: ImageTextOptions): string {
  return tableText(
    ["section", "address", "in memory", "at", "in the file", "access", ""],
    sections.map(({ name, address, virtualSize, offset, size, access, traits }) => [
      { text: harmless(name) },
      { text: address, isNumber: true },
      { text: grouped(virtualSize), isNumber: true },
      { text: `0x${offset.toString(16)}`, isNumber: true },
      { text: grouped(size), isNumber: true },
      { text: access },
      { text: traits.join(", ") },
    ]),
    colors,
  );
}

/** What is imported and has a finding is marked with it. */
export function importsText({ imports, findings, isKernel }: ImageReport, { colors }: ImageTextOptions): string {
  return textOf(
    imports.flatMap((one) => [
      `${colors.strong(moduleName(one, isKernel))}: ${quantity(one.functions.length, "function")}${one.isDelayed ? ", loaded when first called" : ""}`,
      ...columns(
        one.functions.map(({ name, ordinal, isWeak, finding }) => {
          const found = finding === undefined ? undefined : findings[finding];
          return [
            { text: harmless(symbolName({ name, ordinal })) },
            { text: isWeak === true ? "weak" : "" },
            { text: found === undefined ? "" : severityPaint(found.severity, colors)(found.severity) },
          ];
        }),
        "  ",
      ),
    ]),
  );
}

/** Of a kernel module nobody says who has what it needs, but a Module.symvers. */
const moduleName = ({ module }: ImportedModule, isKernel: boolean): string => {
  if (module !== "") return harmless(module);
  return isKernel ? "the kernel or another module" : "whatever it is linked with";
};

export function exportsText(exports: readonly ExportedSymbol[], { colors }: ImageTextOptions): string {
  return tableText(
    ["ordinal", "address", "name", ""],
    exports.map((one) => [
      { text: one.ordinal === undefined ? "" : String(one.ordinal), isNumber: true },
      { text: one.address ?? "", isNumber: true },
      { text: harmless(one.name ?? "") },
      { text: harmless([...(one.forwarder === undefined ? [] : [`is ${one.forwarder}`]), one.note ?? ""].join(" ")) },
    ]),
    colors,
  );
}

export function resourcesText(resources: readonly ImageResource[], { colors }: ImageTextOptions): string {
  return tableText(
    ["type", "name", "language", "at", "bytes"],
    resources.map(({ type, name, language, offset, size }) => [
      { text: harmless(type) },
      { text: harmless(name) },
      { text: harmless(language) },
      { text: `0x${offset.toString(16)}`, isNumber: true },
      { text: grouped(size), isNumber: true },
    ]),
    colors,
  );
}

/** As `strings` prints them, and where they lie. */
export function stringsText(strings: readonly FoundString[], { colors }: ImageTextOptions): string {
  return textOf(
    strings.map(({ offset, text, length, encoding, section }) => {
      const place = `0x${offset.toString(16).padStart(6, "0")} ${encoding === "utf-16" ? "16" : " 8"} ${harmless(section).padEnd(8)}`;
      const cut = text.length < length ? ` … (${quantity(length, "character")})` : "";
      return `${colors.dim(place)} ${harmless(text)}${colors.dim(cut)}`;
    }),
  );
}

export function tagsText(tags: readonly PoolTagUse[], { colors, width }: ImageTextOptions): string {
  if (tags.length === 0) return "no pool tags that constants in the code show\n";
  return textOf(
    tags.flatMap(({ tag, uses }) => {
      const functions = new Map<string, number>();
      for (const use of uses) functions.set(use.function, (functions.get(use.function) ?? 0) + 1);
      const text = [...functions]
        .map(([name, count]) => (count === 1 ? name : `${name} (${grouped(count)})`))
        .join(", ");
      return wrap(harmless(text), width, `${colors.strong(`'${harmless(tag)}'`)}  `, "        ");
    }),
  );
}

/** What a shell takes for one word, whichever it is. */
const argument = (text: string): string => (/^[\w./\\:-]+$/.test(text) ? text : `"${harmless(text)}"`);

/** @param path as given, for the command that opens one */
export function databasesText(
  path: string,
  databases: readonly EmbeddedDatabase[],
  { colors }: ImageTextOptions,
): string {
  if (databases.length === 0) return "no SQLite database inside\n";
  return textOf([
    ...databases.map(({ name, where, start, length }) => {
      const place = where === undefined ? "" : ` in ${harmless(where)}`;
      return `SQLite database ${harmless(name ?? "without a name")}${place}, ${quantity(length, "byte")} at 0x${start.toString(16)}`;
    }),
    ...databases.map(({ start }) => `  ${colors.code(`driverlens db ${argument(`${path}:0x${start.toString(16)}`)}`)}`),
  ]);
}

/** Columns in which no row has anything are left out: what a kernel module exports has no numbers. */
function tableText(head: readonly string[], rows: readonly Field[][], colors: Colors): string {
  if (rows.length === 0) return "";
  const first = head.map((text, index) => ({
    text: colors.dim(text),
    ...(rows[0]![index]?.isNumber === undefined ? {} : { isNumber: true }),
  }));
  const isUsed = head.map((_, index) => rows.some((row) => row[index]!.text !== ""));
  const used = (row: readonly Field[]): Field[] => row.filter((_, index) => isUsed[index]);
  return textOf(columns([first, ...rows].map(used), "  "));
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");
