/** Reads a `.driverlens.json`: what it says as typed data, and every mistake in it with its line. Nothing throws. */
import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { didYouMean } from "../../analysis/names/nearest.ts";
import { type LineTable, lineTable } from "../lines.ts";
import type { RuleNames } from "./rule-names.ts";
import { CONFIG_SHAPE, type KINDS, LEVELS, type Shape, type UNKNOWN_KINDS } from "./shape.ts";

export type Level = (typeof LEVELS)[number];
export type ConfiguredKind = (typeof KINDS)[number];
export type UnknownKind = (typeof UNKNOWN_KINDS)[number];

interface ConfigOverride {
  readonly files?: readonly string[];
  readonly rules?: Readonly<Record<string, Level>>;
  readonly targetWindows?: string;
  readonly stackFrameLimit?: number;
  readonly kind?: ConfiguredKind;
}

/** What one file says; keys that it leaves out or gets wrong are absent. */
export interface ConfigFile {
  readonly rules?: Readonly<Record<string, Level>>;
  readonly targetWindows?: string;
  readonly stackFrameLimit?: number;
  readonly checkUnknown?: UnknownKind;
  readonly exclude?: readonly string[];
  readonly defines?: readonly string[];
  readonly includeDirectories?: readonly string[];
  readonly overrides?: readonly ConfigOverride[];
}

/** A mistake in a file: said to the user, the rest of the file still counts. */
export interface ConfigProblem {
  readonly path: string;
  /** 1-based; columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface ReadConfig {
  readonly config: ConfigFile;
  readonly problems: readonly ConfigProblem[];
}

/** The text is JSON with comments and trailing commas; `path` is for the problems alone. */
export function readConfig(path: string, text: string, rules: RuleNames): ReadConfig {
  const reader = new Reader(path, lineTable(text), rules);
  const source = text.replace(/^\uFEFF/, " ");
  const deep = tooDeep(source);
  if (deep !== undefined) {
    reader.problem(deep, `Nested deeper than ${MAX_DEPTH} levels`);
    return { config: {}, problems: reader.problems };
  }
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { allowTrailingComma: true, disallowComments: false });
  for (const error of errors.slice(0, 5)) reader.problem(error.offset, syntaxMessage(error));
  if (tree === undefined) {
    if (errors.length === 0) reader.problem(0, "The file is empty; {} is the least that it can hold");
    return { config: {}, problems: reader.problems };
  }
  // The reader gives back only what the shape allows, which is what the type says.
  const config = (reader.value(tree, CONFIG_SHAPE, "") ?? {}) as ConfigFile;
  return { config, problems: reader.problems };
}

const MAX_DEPTH = 50;

/** Offset of the bracket that is nested too deep for a recursive parser, if there is one. */
function tooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  // 1 and 3 open, 2 and 4 close, 17 is the end; the library's enum is no value at run time under isolated modules.
  for (let token: number = scanner.scan(); token !== 17; token = scanner.scan()) {
    if (token === 1 || token === 3) depth++;
    if (token === 2 || token === 4) depth--;
    if (depth > MAX_DEPTH) return scanner.getTokenOffset();
  }
  return undefined;
}

function syntaxMessage(error: ParseError): string {
  const words = printParseErrorCode(error.error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return `Not readable as JSON: ${words}`;
}

class Reader {
  readonly problems: ConfigProblem[] = [];
  private readonly path: string;
  private readonly lines: LineTable;
  private readonly rules: RuleNames;

  constructor(path: string, lines: LineTable, rules: RuleNames) {
    this.path = path;
    this.lines = lines;
    this.rules = rules;
  }

  problem(offset: number, message: string): void {
    this.problems.push({ path: this.path, ...this.lines.positionAt(offset), message });
  }

  /** The value as plain data, undefined where it is not what the shape says. `key` names it in messages. */
  value(node: Node, shape: Shape, key: string): unknown {
    if (shape.type === "text") return this.text(node, key);
    if (shape.type === "count") return this.count(node, shape.least, key);
    if (shape.type === "choice") return this.choice(node, shape.values, key);
    if (shape.type === "list") {
      if (node.type !== "array") return this.wrong(node, key, "a list");
      const items = (node.children ?? []).map((item, index) => this.value(item, shape.items, `${key}[${index}]`));
      return items.filter((item) => item !== undefined);
    }
    if (node.type !== "object") return this.wrong(node, key, "an object");
    return shape.type === "levels" ? this.levels(node, key) : this.object(node, shape.fields, key);
  }

  private object(node: Node, fields: Readonly<Record<string, Shape>>, key: string): unknown {
    const result: Record<string, unknown> = {};
    for (const { name, nameNode, valueNode } of this.properties(node, key)) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field === undefined) {
        const where = key === "" ? "" : ` in ${key}`;
        const hint = didYouMean(name, Object.keys(fields)) || `; known are ${Object.keys(fields).join(", ")}`;
        this.problem(nameNode.offset, `Unknown key "${name}"${where}${hint}`);
        continue;
      }
      const value = this.value(valueNode, field, key === "" ? name : `${key}.${name}`);
      if (value !== undefined) result[name] = value;
    }
    return result;
  }

  private levels(node: Node, key: string): unknown {
    const result: Record<string, string> = {};
    for (const { name, nameNode, valueNode } of this.properties(node, key)) {
      if (name !== "*" && this.rules.rulesNamed(name).length === 0) {
        this.problem(nameNode.offset, `No rule is named "${name}" in ${key}${this.rules.hint(name)}`);
        continue;
      }
      const level = this.choice(valueNode, LEVELS, `${key}.${name}`);
      if (level !== undefined) result[name] = level;
    }
    return result;
  }

  private *properties(node: Node, key: string) {
    const seen = new Set<string>();
    for (const property of node.children ?? []) {
      const [nameNode, valueNode] = property.children ?? [];
      // A property without a value is a syntax error, which is reported already.
      if (nameNode === undefined || valueNode === undefined) continue;
      const name = String(nameNode.value);
      if (seen.has(name)) this.problem(nameNode.offset, `"${name}" stands twice${key === "" ? "" : ` in ${key}`}`);
      seen.add(name);
      yield { name, nameNode, valueNode };
    }
  }

  private text(node: Node, key: string): string | undefined {
    if (node.type !== "string") return this.wrong(node, key, "a text in quotes");
    return String(node.value);
  }

  private count(node: Node, least: number, key: string): number | undefined {
    const value: unknown = node.value;
    if (node.type === "number" && Number.isSafeInteger(value) && Number(value) >= least) return Number(value);
    return this.wrong(node, key, `a whole number of at least ${least}`);
  }

  private choice(node: Node, values: readonly string[], key: string): string | undefined {
    if (node.type === "string" && values.includes(String(node.value))) return String(node.value);
    const hint = node.type === "string" ? didYouMean(String(node.value), values) : "";
    return this.wrong(node, key, `one of ${values.map((value) => `"${value}"`).join(", ")}${hint}`);
  }

  private wrong(node: Node, key: string, wanted: string): undefined {
    this.problem(node.offset, `${key === "" ? "The file" : `"${key}"`} must be ${wanted}`);
    return undefined;
  }
}
