/** XML of project files as plain nodes. Malformed text is an error value; entities of a DOCTYPE are never expanded. */
import { XMLParser, XMLValidator } from "fast-xml-parser";

export interface XmlNode {
  /** As written; MSBuild does not mind the case of names, so compare `lowerName`. */
  readonly name: string;
  readonly lowerName: string;
  /** By lower-case name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  /** The text directly inside, trimmed. */
  readonly text: string;
  /** Offsets of its tags in the text that it was read from, from `<` to behind the last `>`. */
  readonly start: number;
  readonly end: number;
}

export type XmlResult =
  | { readonly ok: true; readonly root: XmlNode }
  | { readonly ok: false; readonly message: string };

const MAX_DEPTH = 100;

/** Parses XML without entities or a DTD; a message with its line where it is malformed. */
export function parseXml(text: string): XmlResult {
  try {
    const valid = XMLValidator.validate(text, { allowBooleanAttributes: true });
    if (valid !== true) return { ok: false, message: `${brief(valid.err.msg)} (line ${valid.err.line})` };
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: "",
      parseTagValue: false,
      parseAttributeValue: false,
      processEntities: false,
      ignoreDeclaration: true,
      ignorePiTags: true,
      captureMetaData: true,
    });
    const root = readNodes(parser.parse(text), 0)[0];
    return root === undefined ? { ok: false, message: "It has no element." } : { ok: true, root };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : "It is not XML." };
  }
}

/** The parser's ordered form: an array of objects, each with one key (the name), its children, and ":@" for attributes. */
function readNodes(value: unknown, depth: number): XmlNode[] {
  if (!Array.isArray(value) || depth > MAX_DEPTH) return [];
  const nodes: XmlNode[] = [];
  for (const item of value as readonly unknown[]) {
    if (!isRecord(item)) continue;
    const name = Object.keys(item).find((key) => key !== ":@");
    if (name === undefined || name === "#text") continue;
    const inside = item[name];
    const { start, end } = readPlace(item);
    nodes.push({
      name,
      lowerName: name.toLowerCase(),
      attributes: readAttributes(item[":@"]),
      children: readNodes(inside, depth + 1),
      text: readText(inside),
      start,
      end,
    });
  }
  return nodes;
}

/** The parser keeps where an element stands under a symbol of its own. */
function readPlace(item: Readonly<Record<string | symbol, unknown>>): { start: number; end: number } {
  const [symbol] = Object.getOwnPropertySymbols(item);
  const place = symbol === undefined ? undefined : item[symbol];
  const { startIndex, endIndex } = isRecord(place) ? place : {};
  const start = typeof startIndex === "number" ? startIndex : 0;
  return { start, end: typeof endIndex === "number" ? endIndex : start };
}

function readAttributes(value: unknown): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  if (!isRecord(value)) return attributes;
  for (const [name, text] of Object.entries(value)) attributes.set(name.toLowerCase(), decodeEntities(String(text)));
  return attributes;
}

function readText(inside: unknown): string {
  if (!Array.isArray(inside)) return "";
  let text = "";
  for (const item of inside as readonly unknown[]) {
    if (isRecord(item) && "#text" in item) text += String(item["#text"]);
  }
  return decodeEntities(text.trim());
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["amp", "&"],
]);

/** The five entities of XML itself and character references; any other stays as written. */
function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w+));/g, (all, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(name) ?? all;
    const code = decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string | symbol, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The validator quotes all that it found, over several lines. */
function brief(message: string): string {
  const line = message.replace(/\s+/g, " ");
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}
