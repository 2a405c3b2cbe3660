/**
 * What there is to say of an image without reading all of it: what the page draws, the command line prints and a comparison
 * compares. What takes a look at every byte, pool tags and databases, is asked for by itself.
 * Whoever gets it holds it against this schema, as a stranger's file is behind it. Every list is bounded where it is read
 * (`limits.ts`); `notes` tell of what was cut.
 */
import * as v from "valibot";

/** "0x140000000": addresses have up to 64 bits. */
const address = v.string();

/** `good` and `bad` are judged for a driver; what is neither is only told. */
const property = v.object({
  name: v.string(),
  value: v.string(),
  /** What it means, in a sentence; not for what a driver developer reads by himself. */
  meaning: v.exactOptional(v.string()),
  state: v.exactOptional(v.picklist(["good", "warning", "bad"])),
});

const section = v.object({
  name: v.string(),
  address,
  /** In memory and in the file, in bytes. */
  virtualSize: v.number(),
  offset: v.number(),
  size: v.number(),
  /** "RX", "RW", "R". */
  access: v.string(),
  /** What becomes of it in memory. */
  traits: v.array(
    v.picklist(["paged", "non-paged", "discardable", "init", "shared", "writable code", "freed after init"]),
  ),
  /** Of a section's header, for those who know them: "0x68000020". */
  flags: address,
});

const importedFunction = v.object({
  /** Undefined where it is imported by ordinal. */
  name: v.exactOptional(v.string()),
  ordinal: v.exactOptional(v.number()),
  hint: v.exactOptional(v.number()),
  /** Of its slot in the import address table. */
  address: v.exactOptional(address),
  /** Of ELF: loading goes on where nobody has it. */
  isWeak: v.exactOptional(v.boolean()),
  /** Of ELF with module versions. */
  crc: v.exactOptional(v.string()),
  /** Index into `findings`. */
  finding: v.exactOptional(v.number()),
});

const importedModule = v.object({
  /** "ntoskrnl.exe"; of a kernel module "vmlinux" or the module that exports it, where a Module.symvers says so, else empty. */
  module: v.string(),
  isDelayed: v.boolean(),
  functions: v.array(importedFunction),
});

const exported = v.object({
  name: v.exactOptional(v.string()),
  ordinal: v.exactOptional(v.number()),
  address: v.exactOptional(address),
  forwarder: v.exactOptional(v.string()),
  /** Of a kernel module: "GPL", a namespace. */
  note: v.exactOptional(v.string()),
});

const resource = v.object({
  /** "VERSION", "RCDATA", "#260". */
  type: v.string(),
  name: v.string(),
  /** "en-US (0x0409)", or its number. */
  language: v.string(),
  /** In the file. */
  offset: v.number(),
  size: v.number(),
});

export const severities = ["error", "warning", "info"] as const;

const finding = v.object({
  /** "image-user-mode-import": an anchor of docs/images.md. */
  rule: v.string(),
  severity: v.picklist(severities),
  /** What is wrong, in a sentence. */
  message: v.string(),
  /** Why it matters on the machine, with what it shows: a status, a bug check. */
  why: v.string(),
  /** What to do. */
  remedy: v.string(),
  /** What the driver calls in its place, best first: names or short phrases. */
  instead: v.array(v.string()),
  /** Of a finding about an import. */
  import: v.exactOptional(v.object({ module: v.string(), name: v.string() })),
  /** Of a finding about a section. */
  section: v.exactOptional(v.string()),
  /** The address of a page that says more. */
  page: v.exactOptional(v.string()),
});

export const poolTag = v.object({
  /** As the debugger shows it: "Lens". */
  tag: v.string(),
  /** Calls in code that name it. */
  uses: v.array(v.object({ function: v.string(), address, section: v.string() })),
});

/** Of `find/part.ts`, a window of the image. */
export const embeddedDatabase = v.object({
  name: v.exactOptional(v.string()),
  where: v.exactOptional(v.string()),
  start: v.number(),
  length: v.number(),
});

const inf = v.object({
  /** The file's name. */
  name: v.string(),
  properties: v.array(property),
});

export const report = v.object({
  format: v.picklist(["pe", "elf", "coff"]),
  /** "Kernel driver for Windows, x64": what it is, in a few words. */
  kind: v.string(),
  /** Whether it runs in a kernel: only then imports are judged. */
  isKernel: v.boolean(),
  /** "x64", "ARM64", "x86", "x86-64": as driver developers call it. */
  machine: v.string(),
  /** Of the file, in bytes. */
  length: v.number(),
  /** Tables of the overview, in the order in which they are read: headers, version, security, debug information, signature. */
  groups: v.array(v.object({ id: v.string(), title: v.string(), properties: v.array(property) })),
  sections: v.array(section),
  imports: v.array(importedModule),
  exports: v.array(exported),
  resources: v.array(resource),
  findings: v.array(finding),
  infs: v.array(inf),
  /** Where the compiler put the debug information: "C:\\src\\x64\\Release\\NewDriver.pdb". */
  pdb: v.exactOptional(v.string()),
  /** Which Windows imports were held against, and who said so: "Windows 10, version 2004"; undefined where nobody did. */
  target: v.exactOptional(v.string()),
  /** What could not be read, or was cut, in sentences. */
  notes: v.array(v.string()),
});

export type ImageReport = v.InferOutput<typeof report>;
export type Property = v.InferOutput<typeof property>;
export type PropertyGroup = ImageReport["groups"][number];
export type ImageSection = v.InferOutput<typeof section>;
export type SectionTrait = ImageSection["traits"][number];
export type ImportedModule = v.InferOutput<typeof importedModule>;
export type ImportedFunction = v.InferOutput<typeof importedFunction>;
export type ExportedSymbol = v.InferOutput<typeof exported>;
export type ImageResource = v.InferOutput<typeof resource>;
export type ImageFinding = v.InferOutput<typeof finding>;
export type Severity = ImageFinding["severity"];
export type PoolTagUse = v.InferOutput<typeof poolTag>;
export type EmbeddedDatabase = v.InferOutput<typeof embeddedDatabase>;
export type InfBeside = v.InferOutput<typeof inf>;

/** What the linker or the loader would say of two images beside each other: see `compare.ts`. */
const change = v.picklist(["added", "removed", "changed", "same"]);
const compared = v.object({
  change,
  name: v.string(),
  /** Undefined on the side that does not have it. */
  before: v.exactOptional(v.string()),
  after: v.exactOptional(v.string()),
  /** After less before, where it is a size in bytes. */
  difference: v.exactOptional(v.number()),
});

export const comparison = v.object({
  before: v.object({ name: v.string(), kind: v.string(), length: v.number() }),
  after: v.object({ name: v.string(), kind: v.string(), length: v.number() }),
  /** Imports, exports, sections, resources, properties, findings, pool tags: what is the same is left out, and counted. */
  groups: v.array(v.object({ id: v.string(), title: v.string(), rows: v.array(compared), same: v.number() })),
});
export type ImageComparison = v.InferOutput<typeof comparison>;
export type ComparedRow = v.InferOutput<typeof compared>;
