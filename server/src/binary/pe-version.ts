/** The version resource, as "Version Information" (Microsoft Learn) has it: VS_VERSIONINFO and what is in it. */

import type { PeImage } from "./pe.ts";
import { type PeResource, peResources } from "./pe-resources.ts";
import { FileRecord, type ImageReader } from "./record.ts";
import { utf16Of } from "./text.ts";

export interface PeVersion {
  /** Undefined where the resource has none. */
  readonly fixed: FixedFileInfo | undefined;
  readonly tables: readonly VersionTable[];
  /** Which tables there are, as the resource says; others may be there. */
  readonly translations: readonly Translation[];
}

/** VS_FIXEDFILEINFO. */
export interface FixedFileInfo {
  /** "10.0.19041.1". */
  readonly fileVersion: string;
  readonly productVersion: string;
  /** VS_FF_*, those of them that the mask has. */
  readonly flags: number;
  readonly flagsMask: number;
  /** VOS_*. */
  readonly os: number;
  /** VFT_*: 3 is a driver. */
  readonly type: number;
  /** VFT2_*: of a driver, 7 is one of the system. */
  readonly subtype: number;
}

/** A language's strings. */
export interface VersionTable extends Translation {
  /** "CompanyName", "FileDescription", in the order of the file. */
  readonly strings: readonly { readonly key: string; readonly value: string }[];
}

export interface Translation {
  /** LANGID: 0x0409. */
  readonly language: number;
  /** 1200 is UTF-16. */
  readonly codePage: number;
}

/** RT_VERSION. */
const versionType = 16;
/** A node's length has 16 bits. */
const longestResource = 65_536;

/**
 * What the first version resource says. It is bounded by itself: what is within a node is shorter than it, and there are
 * four levels.
 * @param resources as `peResources` gives them, where somebody has them already
 * @returns undefined where there is none, or it cannot be read
 */
export function peVersion(
  reader: ImageReader,
  image: PeImage,
  resources: readonly PeResource[] = peResources(reader, image),
): PeVersion | undefined {
  const resource = resources.find(({ type }) => type === versionType);
  const bytes =
    resource === undefined ? undefined : reader.bytes(resource.offset, Math.min(resource.size, longestResource));
  const root = bytes === undefined ? undefined : nodeAt(bytes, 0, bytes.length);
  if (bytes === undefined || root?.key !== "VS_VERSION_INFO") return undefined;
  const tables: VersionTable[] = [];
  const translations: Translation[] = [];
  for (const node of childrenOf(bytes, root)) {
    if (node.key === "StringFileInfo") tables.push(...childrenOf(bytes, node).map((table) => tableOf(bytes, table)));
    if (node.key === "VarFileInfo")
      translations.push(...childrenOf(bytes, node).flatMap((one) => translationsOf(bytes, one)));
  }
  return { fixed: fixedOf(bytes, root), tables, translations };
}

/** Offsets are within the resource. */
interface Node {
  readonly key: string;
  readonly value: number;
  /** As it is written: in bytes, or of texts in characters. */
  readonly valueLength: number;
  readonly end: number;
}

const aligned = (offset: number): number => (offset + 3) & ~3;

const recordOf = (bytes: Uint8Array): FileRecord => new FileRecord(bytes, true);

/** @returns undefined where there is none, or it goes beyond `end` */
function nodeAt(bytes: Uint8Array, start: number, end: number): Node | undefined {
  if (start + 6 > end) return undefined;
  const header = recordOf(bytes.subarray(start, start + 6));
  const nodeEnd = start + header.u16(0);
  if (nodeEnd < start + 8 || nodeEnd > end) return undefined;
  let keyEnd = start + 6;
  while (keyEnd + 1 < nodeEnd && (bytes[keyEnd] !== 0 || bytes[keyEnd + 1] !== 0)) keyEnd += 2;
  return {
    key: utf16Of(bytes.subarray(start + 6, keyEnd)),
    value: Math.min(aligned(keyEnd + 2), nodeEnd),
    valueLength: header.u16(2),
    end: nodeEnd,
  };
}

function childrenOf(bytes: Uint8Array, parent: Node): Node[] {
  const children: Node[] = [];
  for (let at = aligned(parent.value + parent.valueLength); ; ) {
    const child = nodeAt(bytes, at, parent.end);
    if (child === undefined) return children;
    children.push(child);
    at = aligned(child.end);
  }
}

/** The key of a table is its language and code page: "040904B0". */
function tableOf(bytes: Uint8Array, table: Node): VersionTable {
  const [, language = "0", codePage = "0"] = /^([\da-f]{4})([\da-f]{4})$/i.exec(table.key) ?? [];
  return {
    language: Number.parseInt(language, 16),
    codePage: Number.parseInt(codePage, 16),
    strings: childrenOf(bytes, table).map((node) => ({ key: node.key, value: textValue(bytes, node) })),
  };
}

/** Some compilers write a text's length in bytes: it ends with its zero, or with the node. */
function textValue(bytes: Uint8Array, { value, valueLength, end }: Node): string {
  const text = utf16Of(bytes.subarray(value, Math.min(value + valueLength * 2, end)));
  const zero = text.indexOf("\0");
  return zero < 0 ? text : text.slice(0, zero);
}

function translationsOf(bytes: Uint8Array, { key, value, valueLength, end }: Node): Translation[] {
  if (key !== "Translation") return [];
  const record = recordOf(bytes.subarray(value, end));
  const count = Math.floor(Math.min(valueLength, end - value) / 4);
  return Array.from({ length: count }, (_, index) => ({
    language: record.u16(index * 4),
    codePage: record.u16(index * 4 + 2),
  }));
}

/** VS_FFI_SIGNATURE. */
const fixedSignature = 0xfeef_04bd;
const fixedSize = 52;

function fixedOf(bytes: Uint8Array, { value, valueLength, end }: Node): FixedFileInfo | undefined {
  if (valueLength < fixedSize || value + fixedSize > end) return undefined;
  const record = recordOf(bytes.subarray(value, value + fixedSize));
  if (record.u32(0) !== fixedSignature) return undefined;
  const version = (offset: number): string =>
    [offset + 2, offset, offset + 6, offset + 4].map((at) => record.u16(at)).join(".");
  return {
    fileVersion: version(8),
    productVersion: version(16),
    flagsMask: record.u32(24),
    flags: record.u32(28) & record.u32(24),
    os: record.u32(32),
    type: record.u32(36),
    subtype: record.u32(40),
  };
}
