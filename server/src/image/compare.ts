/** What two images differ in: an image and the one before it, a build for release and one to debug. */
import { symbolName } from "./output/symbol-name.ts";
import { bytesText } from "./read/values.ts";
import type {
  ComparedRow,
  ExportedSymbol,
  ImageComparison,
  ImageFinding,
  ImageReport,
  ImageResource,
  ImageSection,
  ImportedModule,
  PoolTagUse,
  Property,
} from "./report.ts";

export interface ComparedImage {
  /** The file's name. */
  readonly name: string;
  readonly report: ImageReport;
  /** Undefined where nobody asked for them: they are compared where both are there. */
  readonly tags?: readonly PoolTagUse[] | undefined;
}

type Group = ImageComparison["groups"][number];

/** What is compared: under a key, what is shown, and for sizes how large it is. */
interface Entry {
  readonly key: string;
  readonly text: string;
  readonly size?: number;
}

/** Rows by name, whatever the order in the images; groups without rows are there too, with what is the same. */
export function compareImages(before: ComparedImage, after: ComparedImage): ImageComparison {
  const group = (id: string, title: string, entriesOf: (report: ImageReport) => readonly Entry[]): Group =>
    groupOf(id, title, entriesOf(before.report), entriesOf(after.report));
  const { tags: tagsBefore } = before;
  const { tags: tagsAfter } = after;
  return {
    before: sideOf(before),
    after: sideOf(after),
    groups: [
      group("imports", "Imports", ({ imports, format }) => imports.flatMap((one) => importEntries(one, format))),
      group("exports", "Exports", ({ exports }) => exports.map(exportEntry)),
      group("sections", "Sections", ({ sections }) => sections.map(sectionEntry)),
      group("resources", "Resources", ({ resources }) => resources.map(resourceEntry)),
      group("properties", "Properties", propertyEntries),
      group("findings", "Findings", ({ findings }) => findings.map(findingEntry)),
      ...(tagsBefore === undefined || tagsAfter === undefined
        ? []
        : [groupOf("tags", "Pool tags", tagsBefore.map(tagEntry), tagsAfter.map(tagEntry))]),
    ],
  };
}

const sideOf = ({ name, report: { kind, length } }: ComparedImage) => ({ name, kind, length });

function groupOf(id: string, title: string, before: readonly Entry[], after: readonly Entry[]): Group {
  const [old, now] = [byKey(before), byKey(after)];
  const rows: ComparedRow[] = [];
  let same = 0;
  for (const key of [...new Set([...old.keys(), ...now.keys()])].sort(byName)) {
    const row = rowOf(key, old.get(key), now.get(key));
    if (row === undefined) same++;
    else rows.push(row);
  }
  return { id, title, rows, same };
}

/** @returns undefined where both are the same */
function rowOf(name: string, before: Entry | undefined, after: Entry | undefined): ComparedRow | undefined {
  if (before?.text === after?.text && before?.size === after?.size) return undefined;
  const isSized = before?.size !== undefined || after?.size !== undefined;
  return {
    change: before === undefined ? "added" : after === undefined ? "removed" : "changed",
    name,
    ...(before === undefined ? {} : { before: before.text }),
    ...(after === undefined ? {} : { after: after.text }),
    ...(isSized ? { difference: (after?.size ?? 0) - (before?.size ?? 0) } : {}),
  };
}

/** Several of a name, as two sections may have, are told apart by their order. */
function byKey(entries: readonly Entry[]): Map<string, Entry> {
  const map = new Map<string, Entry>();
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const count = (counts.get(entry.key) ?? 0) + 1;
    counts.set(entry.key, count);
    map.set(count === 1 ? entry.key : `${entry.key} (${count})`, entry);
  }
  return map;
}

/** Alike on every machine, whatever its language. */
const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Modules are found whatever the case. Only of an image of Windows there is a choice when an import is looked for. */
function importEntries({ module, isDelayed, functions }: ImportedModule, format: ImageReport["format"]): Entry[] {
  const when = format === "pe" ? [isDelayed ? "when first called" : "at load"] : [];
  return functions.map((one) => ({
    key: module === "" ? symbolName(one) : `${module.toLowerCase()} ${symbolName(one)}`,
    text: [...when, ...(one.isWeak === true ? ["weak"] : []), one.crc ?? ""].filter((text) => text !== "").join(", "),
  }));
}

/** Where it lies is another place with each build. */
function exportEntry({ name, ordinal, forwarder, note }: ExportedSymbol): Entry {
  const texts = [
    ...(ordinal === undefined ? [] : [`ordinal ${ordinal}`]),
    ...(forwarder === undefined ? [] : [`is ${forwarder}`]),
    ...(note === undefined ? [] : [note]),
  ];
  return { key: symbolName({ name, ordinal }), text: texts.join(", ") };
}

/** What is all zeros is in memory alone. */
function sectionEntry({ name, virtualSize, size, access, traits }: ImageSection): Entry {
  const bytes = virtualSize === 0 ? size : virtualSize;
  return {
    key: name,
    text: [bytesText(bytes), access, ...traits].filter((text) => text !== "").join(", "),
    size: bytes,
  };
}

const resourceEntry = ({ type, name, language, size }: ImageResource): Entry => ({
  key: [type, name, language].filter((text) => text !== "").join(" "),
  text: bytesText(size),
  size,
});

function propertyEntries({ groups, infs }: ImageReport): Entry[] {
  const of = (title: string, properties: readonly Property[]): Entry[] =>
    properties.map(({ name, value }) => ({ key: `${title}: ${name}`, text: value }));
  return [
    ...groups.flatMap(({ title, properties }) => of(title, properties)),
    ...infs.flatMap(({ name, properties }) => of(name, properties)),
  ];
}

const findingEntry = ({ rule, severity, message, import: imported, section }: ImageFinding): Entry => ({
  key: [rule, imported?.module.toLowerCase(), imported?.name, section].filter((text) => text !== undefined).join(" "),
  text: `${severity}: ${message}`,
});

/** How often, and by which functions. */
function tagEntry({ tag, uses }: PoolTagUse): Entry {
  const functions = [...new Set(uses.map((use) => use.function))].sort(byName);
  return { key: tag, text: `${functions.join(", ")}; ${uses.length} ${uses.length === 1 ? "call" : "calls"}` };
}
