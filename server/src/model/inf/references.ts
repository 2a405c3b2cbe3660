/** Where an INF file names its sections, and which it means. */
import type { InfFacts } from "../../facts/inf.ts";
import type { InfEntry, InfSection, InfSyntax, InfValue } from "../../syntax/inf/ast.ts";
import { type InfSections, infSections } from "./section-names.ts";

/** A value that names a section. */
export interface InfReference {
  readonly from: InfSection;
  readonly entry: InfEntry;
  readonly value: InfValue;
  /** What is looked for: for a Windows that [Manufacturer] lists, the section's name with it. */
  readonly name: string;
  /**
   * - `section`: one of this name; where there are some for versions of Windows, one of those.
   * - `models`: the list of a manufacturer's devices, of exactly this name.
   * - `install`: what a device is installed by, with all of its parts.
   * - `needed`: as `section`, but mostly one of another INF.
   * - `listed`: [DestinationDirs] or [SignatureAttributes] says something of a section: nothing goes wrong without it.
   */
  readonly kind: "section" | "models" | "install" | "needed" | "listed";
  /** "AddReg", or the section that leads there: "Manufacturer". */
  readonly by: string;
}

/** A file's sections and how they hang together. */
export interface InfOutline {
  readonly sections: InfSections;
  readonly references: readonly InfReference[];
  /** What a reference leads to, none of which may be there; equal names have the same array. */
  targets(reference: InfReference): readonly InfSection[];
  /** Whether there is what a reference names: of what is installed the section itself, its parts alone are nothing. */
  isMet(reference: InfReference): boolean;
  /** The references that lead to one of some sections. */
  leadingTo(wanted: ReadonlySet<InfSection>): readonly InfReference[];
}

export function infOutline(syntax: InfSyntax, text: string, facts: InfFacts): InfOutline {
  const isSuffix = (word: string): boolean => facts.section(word)?.kind === "suffix";
  const sections = infSections(syntax.sections, text, isSuffix);
  const models = new Set<InfSection>();
  const references = sections.exactly("Manufacturer").flatMap((section) => [...manufacturerReferences(section)]);
  for (const lists of new Set(references.map(({ name }) => sections.exactly(name)))) {
    for (const list of lists) {
      models.add(list);
    }
  }
  for (const section of syntax.sections) {
    const found = models.has(section)
      ? modelReferences(section)
      : hasOtherKeys(section.name)
        ? fixedReferences(section)
        : directiveReferences(section, facts);
    for (const reference of found) {
      references.push(reference);
    }
  }
  const targets = ({ kind, name }: InfReference): readonly InfSection[] => {
    switch (kind) {
      case "models":
        return sections.exactly(name);
      case "install":
        return sections.installing(name);
      default:
        return sections.forAny(name);
    }
  };
  return {
    sections,
    references,
    targets,
    isMet(reference) {
      const found = reference.kind === "install" ? sections.forAny(reference.name) : targets(reference);
      return found.length > 0;
    },
    leadingTo(wanted) {
      const known = new Map<readonly InfSection[], boolean>();
      return references.filter((reference) => {
        const found = targets(reference);
        const leads = known.get(found) ?? found.some((target) => wanted.has(target));
        known.set(found, leads);
        return leads;
      });
    },
  };
}

function* directiveReferences(from: InfSection, { directive }: InfFacts): Iterable<InfReference> {
  for (const entry of from.entries) {
    const key = entry.key?.text ?? "";
    const known = directive(key);
    if (known?.sections === undefined) {
      continue;
    }
    for (const value of namingValues(entry, known.sections)) {
      const kind = known.name === "Needs" ? "needed" : "section";
      yield { from, entry, value, name: value.text, kind, by: known.name };
    }
  }
}

/** `%Mfg% = Models, NTamd64, NTarm64`: [Models.NTamd64], [Models.NTarm64], and [Models] where nothing else is listed. */
function* manufacturerReferences(from: InfSection): Iterable<InfReference> {
  for (const entry of from.entries) {
    const [first, ...versions] = entry.values;
    if (first === undefined || !isName(first)) {
      continue;
    }
    const base = { from, entry, kind: "models", by: "Manufacturer" } as const;
    const listed = versions.filter(isName);
    // The list without a version is for Windows of before, where there are others.
    yield { ...base, value: first, name: first.text, kind: listed.length > 0 ? "listed" : "models" };
    for (const value of listed) {
      yield { ...base, value, name: `${first.text}.${value.text}` };
    }
  }
}

/** `%Device% = Install, PCI\VEN_8086&DEV_1234`. */
function* modelReferences(from: InfSection): Iterable<InfReference> {
  for (const entry of from.entries) {
    const [value] = entry.values;
    if (entry.key !== undefined && value !== undefined && isName(value)) {
      yield { from, entry, value, name: value.text, kind: "install", by: from.name };
    }
  }
}

/** What sections of fixed names say of others. */
function* fixedReferences(from: InfSection): Iterable<InfReference> {
  const name = from.name.toLowerCase();
  for (const entry of from.entries) {
    if (name === "destinationdirs" && entry.key !== undefined && isName(entry.key)) {
      yield { from, entry, value: entry.key, name: entry.key.text, kind: "listed", by: from.name };
    }
    const [value] = entry.values;
    if (entry.key === undefined || value === undefined || !isName(value)) {
      continue;
    }
    if (name === "interfaceinstall32") {
      yield { from, entry, value, name: value.text, kind: "section", by: from.name };
    } else if (name === "signatureattributes") {
      yield { from, entry, value, name: value.text, kind: "listed", by: from.name };
    }
  }
}

function namingValues(entry: InfEntry, which: "all" | "last" | readonly number[]): readonly InfValue[] {
  const chosen =
    which === "all"
      ? entry.values
      : which === "last"
        ? entry.values.slice(-1)
        : which.flatMap((at) => entry.values[at] ?? []);
  return chosen.filter(isName);
}

/** Neither empty nor a file (`@driver.sys`), and without what another program or a string puts in. */
const isName = ({ text, tokens }: InfValue): boolean =>
  text !== "" && !text.startsWith("@") && tokens.length === 0 && !/\$(?!arch\$)[a-z]+\$/i.test(text);

/** Whose keys are names of files, disks, strings: one may be called like a directive. */
export function hasOtherKeys(section: string): boolean {
  return /^(?:version|strings|sourcedisks(?:names|files)|destinationdirs|controlflags|manufacturer|signatureattributes|interfaceinstall32)(?:\.|$)/i.test(
    section,
  );
}
