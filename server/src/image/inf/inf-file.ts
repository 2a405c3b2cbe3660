/** What an INF file says of the files and services that it installs: as far as one needs it to read an image beside it. */
import type { InfEntry, InfSection, InfValue } from "../../syntax/inf/ast.ts";
import { parseInf } from "../../syntax/inf/parser.ts";

export interface InfFile {
  /** The first value of a directive of [Version], with its strings put in; undefined where it has none. */
  version(directive: string): readonly string[] | undefined;
  /** Where it names a file, in words: "SourceDisksFiles", "the service NewDriver". */
  placesOf(file: string): readonly string[];
  readonly services: readonly InfService[];
  /** "NTamd64.10.0", "NT$ARCH$": what its models, or [DefaultInstall] where it has no models, are for. "" stands for any. */
  readonly decorations: readonly string[];
}

export interface InfService {
  readonly name: string;
  /** Of the service's section, in lower case: "servicetype", "starttype", "servicebinary". */
  readonly settings: ReadonlyMap<string, string>;
}

/** Nobody wrote one with more. */
const mostSections = 20_000;
const mostServices = 200;

export function readInf(text: string): InfFile {
  const sections = parseInf(text).sections.slice(0, mostSections);
  const say = sayer(stringsOf(sections));
  const named = (name: string): readonly InfSection[] =>
    sections.filter((section) => section.name.toLowerCase() === name.toLowerCase());
  const settingsOf = (name: string): ReadonlyMap<string, string> =>
    new Map(
      named(name)
        .flatMap(({ entries }) => entries)
        .flatMap((entry): [string, string][] =>
          entry.key === undefined ? [] : [[say(entry.key).toLowerCase(), say(entry.values[0])]],
        ),
    );
  const services = servicesOf(sections, say, settingsOf);
  return {
    version(directive) {
      const entry = named("Version")
        .flatMap(({ entries }) => entries)
        .find(({ key }) => key?.text.toLowerCase() === directive.toLowerCase());
      return entry?.values.map(say);
    },
    placesOf: (file) => [...new Set(placesOf(file.toLowerCase(), sections, services, say))],
    services,
    decorations: decorationsOf(sections, named, say),
  };
}

function stringsOf(sections: readonly InfSection[]): ReadonlyMap<string, string> {
  const strings = new Map<string, string>();
  const entries = sections.filter(({ name }) => /^strings$/i.test(name)).flatMap((section) => section.entries);
  for (const { key, values } of entries) {
    const name = key?.text.toLowerCase();
    if (name !== undefined && !strings.has(name)) strings.set(name, values[0]?.text ?? "");
  }
  return strings;
}

/** MAX_INF_STRING_LENGTH of setupapi.h: SetupAPI has no longer ones, and many times a long one is more than any memory. */
const longestValue = 4096;

/** Of all strings that are put in, in characters: sixteen times the longest file that is read. */
const mostPut = 32 * 1024 * 1024;

/** Strings are put in once, as SetupAPI does; numbers of directories and what is defined nowhere stay. */
function sayer(strings: ReadonlyMap<string, string>): (value: InfValue | undefined) => string {
  let budget = mostPut;
  return (value) => {
    let left = Math.min(longestValue, budget);
    const put = (token: string, name: string): string => {
      const text = (strings.get(name.toLowerCase()) ?? token).slice(0, left);
      left -= text.length;
      budget -= text.length;
      return text;
    };
    return (value?.text ?? "")
      .slice(0, longestValue)
      .replace(/%([^%]+)%/g, put)
      .replaceAll("%%", "%");
  };
}

function servicesOf(
  sections: readonly InfSection[],
  say: (value: InfValue | undefined) => string,
  settingsOf: (name: string) => ReadonlyMap<string, string>,
): InfService[] {
  const services = new Map<string, InfService>();
  for (const { key, values } of entriesOf(sections, /\.services$/i)) {
    if (key?.text.toLowerCase() !== "addservice" || services.size >= mostServices) continue;
    const [name, section] = [say(values[0]), say(values[2])];
    if (name !== "" && !services.has(name.toLowerCase())) {
      services.set(name.toLowerCase(), { name, settings: settingsOf(section) });
    }
  }
  return [...services.values()];
}

const entriesOf = (sections: readonly InfSection[], name: RegExp): readonly InfEntry[] =>
  sections.filter((section) => name.test(section.name)).flatMap(({ entries }) => entries);

const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf("\\"), path.lastIndexOf("/")) + 1).toLowerCase();

function* placesOf(
  file: string,
  sections: readonly InfSection[],
  services: readonly InfService[],
  say: (value: InfValue | undefined) => string,
): Iterable<string> {
  const isFile = (value: InfValue | undefined): boolean => value !== undefined && baseName(say(value)) === file;
  if (entriesOf(sections, /^sourcedisksfiles(?:\.|$)/i).some(({ key }) => isFile(key))) yield "SourceDisksFiles";
  for (const { name, settings } of services) {
    if (baseName(settings.get("servicebinary") ?? "") === file) yield `the service ${name}`;
  }
  // Sections that CopyFiles names list files; "@file" is one file in its place.
  const copied = sections
    .flatMap(({ entries }) => entries)
    .filter(({ key }) => key?.text.toLowerCase() === "copyfiles")
    .flatMap(({ values }) => values.map(say));
  if (copied.some((one) => one.toLowerCase() === `@${file}`)) yield "CopyFiles";
  const lists = new Set(copied.map((one) => one.toLowerCase()));
  const isListed = ({ key, values }: InfEntry): boolean =>
    key === undefined && (isFile(values[0]) || (values[1]?.text !== "" && isFile(values[1])));
  for (const { name, entries } of sections) {
    if (lists.has(name.toLowerCase()) && entries.some(isListed)) yield `CopyFiles (${name})`;
  }
}

/** [Manufacturer] says for which machines models are; INF files of services alone have [DefaultInstall.NTamd64]. */
function decorationsOf(
  sections: readonly InfSection[],
  named: (name: string) => readonly InfSection[],
  say: (value: InfValue | undefined) => string,
): string[] {
  const manufacturers = named("Manufacturer").flatMap(({ entries }) => entries);
  const ofModels = manufacturers.flatMap(({ values }) => {
    const given = values
      .slice(1)
      .map(say)
      .filter((text) => text !== "");
    return given.length === 0 ? [""] : given;
  });
  const ofServices = sections.flatMap(({ name }) => {
    const found = /^defaultinstall(?:\.(nt[^.]*(?:\.[0-9.]*)?))?$/i.exec(name);
    return found === null ? [] : [found[1] ?? ""];
  });
  return [...new Set([...ofModels, ...ofServices])];
}
