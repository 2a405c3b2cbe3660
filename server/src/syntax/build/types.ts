/** Types as written: specifiers and the marks of a declarator, folded into one text. */
import type { ArrayMarks, Expr, TypeName } from "../ast.ts";
import type { Builder } from "./builder.ts";
import { folded, type Layer, readDeclarator, renderLayers, withoutBlanks } from "./declarators.ts";
import type { NodeId } from "./flat-tree.ts";

/** What stands before the declarators of a declaration. */
export interface Specifiers {
  /** The type's node; 0 where there is none (constructors). */
  readonly type: NodeId;
  readonly qualifiers: readonly string[];
  /** `static`, `extern`, `inline`, `virtual`, `explicit`, `constexpr`... as written. */
  readonly storage: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** Reads the specifiers among a node's children. */
export function readSpecifiers(b: Builder, node: NodeId): Specifiers {
  const { tree } = b;
  const qualifiers: string[] = [];
  const storage: string[] = [];
  let type: NodeId = 0;
  let start = -1;
  let end = tree.start(node);
  for (let child = tree.first(node); child !== 0; child = tree.next(child)) {
    const name = tree.name(child);
    if (name === "type_qualifier") {
      const word = b.slice(child);
      if (storageQualifiers.has(word)) {
        storage.push(word);
        continue;
      }
      if (!word.startsWith("alignas") && !word.startsWith("_Alignas")) {
        qualifiers.push(word);
      }
    } else if (name === "storage_class_specifier" || name === "explicit_function_specifier" || name === "virtual") {
      storage.push(withoutBlanks(b.slice(child)));
      continue;
    } else if (type === 0 && tree.field(child) === "type" && tree.isNamed(child)) {
      type = child;
    } else {
      continue;
    }
    start = start < 0 ? tree.start(child) : start;
    end = tree.end(child);
  }
  return { type, qualifiers, storage, start: start < 0 ? tree.start(node) : start, end };
}

const storageQualifiers: ReadonlySet<string> = new Set(["constexpr", "constinit", "consteval", "mutable"]);

/** The type that the specifiers and some marks make. */
export function typeFrom(b: Builder, specifiers: Specifiers, layers: readonly Layer[]): TypeName {
  const core = specifiers.type === 0 ? noType : coreOf(b, specifiers.type);
  const words = specifiers.qualifiers.length === 0 ? core.text : `${specifiers.qualifiers.join(" ")} ${core.text}`;
  const marks = layers.length === 0 ? "" : renderLayers(b, layers);
  const array = arrayMarks(b, layers);
  return {
    start: specifiers.start,
    end: specifiers.end,
    text: marks === "" ? words.trim() : `${words} ${marks}`.trim(),
    base: core.base,
    pointers: pointersNextToName(layers) + core.pointers,
    tag: core.tag,
    isConst: core.isConst || specifiers.qualifiers.includes("const"),
    ...(array === undefined ? {} : { array }),
  };
}

/** The brackets next to the name, as long as nothing else stands between them and it. */
function arrayMarks(b: Builder, layers: readonly Layer[]): ArrayMarks | undefined {
  const lengths: (Expr | undefined)[] = [];
  let index = layers.length - 1;
  for (let layer = layers[index]; layer?.kind === "array"; layer = layers[--index]) {
    lengths.push(layer.length === 0 ? undefined : b.expr(layer.length));
  }
  return lengths.length === 0 ? undefined : { lengths, ofPointers: index >= 0 };
}

/** The type of a `type_descriptor`, or of a type that stands alone. */
export function typeName(b: Builder, node: NodeId): TypeName {
  const { tree } = b;
  const span = b.span(node);
  if (tree.name(node) !== "type_descriptor") {
    const core = coreOf(b, node);
    return { ...span, text: core.text, base: core.base, pointers: core.pointers, tag: core.tag, isConst: core.isConst };
  }
  const declarator = tree.child(node, "declarator");
  const layers = declarator === 0 ? [] : readDeclarator(b, declarator).layers;
  return { ...typeFrom(b, readSpecifiers(b, node), layers), ...span };
}

/** A type from text alone: one that the mask took out, or a name that turns out to be a type. */
export function typeFromText(text: string, start: number, end: number): TypeName {
  return { start, end, ...coreFromText(text) };
}

interface Core {
  readonly text: string;
  readonly base: string;
  readonly tag: TypeName["tag"];
  readonly pointers: number;
  readonly isConst: boolean;
}

const noType: Core = { text: "", base: "", tag: undefined, pointers: 0, isConst: false };

/** A type specifier without qualifiers and marks; a record's body is no part of it. */
function coreOf(b: Builder, node: NodeId): Core {
  const { tree } = b;
  const name = tree.name(node);
  const tag = tags.get(name);
  if (tag !== undefined) {
    const named = tree.child(node, "name");
    const base = named === 0 ? "" : withoutBlanks(b.slice(named));
    return { text: base === "" ? tag : `${tag} ${base}`, base, tag, pointers: 0, isConst: false };
  }
  const replaced = name === "type_identifier" ? b.side.typeArgument(tree.start(node)) : undefined;
  if (replaced !== undefined) {
    return coreFromText(replaced);
  }
  const text = folded(b.slice(node));
  const base = name === "dependent_type" ? text.replace(/^typename\s+/, "") : text;
  return { text, base, tag: undefined, pointers: 0, isConst: false };
}

const tags: ReadonlyMap<string, NonNullable<TypeName["tag"]>> = new Map([
  ["struct_specifier", "struct"],
  ["union_specifier", "union"],
  ["enum_specifier", "enum"],
  ["class_specifier", "class"],
]);

function coreFromText(source: string): Core {
  const text = folded(source.trim())
    .replace(/\s*(\*|&)\s*/g, " $1")
    .replace(/([*&]) (?=[*&])/g, "$1");
  // Template arguments belong to the name; a macro's arguments say nothing about it.
  const head = text.replace(/[<(].*$/s, "");
  const templateArguments = /^[^(]*?(<.*>)/s.exec(text)?.[1] ?? "";
  const words: readonly string[] = head.match(/[A-Za-z_$][\w$]*(?:::[A-Za-z_$][\w$]*)*/g) ?? [];
  const tag = words.find((word) => word === "struct" || word === "union" || word === "enum" || word === "class");
  const plain = words.filter((word) => !noBase.has(word));
  const built = plain.every((word) => builtIn.has(word));
  return {
    text,
    base: built ? plain.join(" ") : (plain.at(-1) ?? "") + templateArguments,
    tag: tag as TypeName["tag"],
    pointers: text.split("*").length - 1,
    isConst: words.includes("const"),
  };
}

const noBase: ReadonlySet<string> = new Set(["const", "volatile", "struct", "union", "enum", "class", "typename"]);

const builtIn: ReadonlySet<string> = new Set(["unsigned", "signed", "long", "short", "int", "char", "double", "float"]);

/** Stars and brackets from the name outwards, up to the parameters of a function. */
function pointersNextToName(layers: readonly Layer[]): number {
  let count = 0;
  for (let index = layers.length - 1; index >= 0; index--) {
    const { kind } = layers[index] as Layer;
    if (kind === "function") {
      break;
    }
    count += kind === "reference" ? 0 : 1;
  }
  return count;
}
