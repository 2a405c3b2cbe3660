/** Functions: definitions, and declarations in traits and extern blocks. */
import type { Span } from "../../ast.ts";
import type { NodeId } from "../../build/flat-tree.ts";
import type { RustFunctionItem, RustParameter } from "../ast.ts";
import { plainWord } from "../tokens.ts";
import type { RustBuilder } from "./builder.ts";
import { buildPattern } from "./patterns.ts";
import { abiOf, buildType } from "./types.ts";

export function buildFunction(b: RustBuilder, node: NodeId): RustFunctionItem {
  const { tree } = b;
  const body = tree.child(node, "body");
  const name = tree.child(node, "name");
  const list = tree.child(node, "parameters");
  const returnType = tree.child(node, "return_type");
  const modifiers = tree.ofType(node, "function_modifiers");
  const words: readonly string[] = modifiers === 0 ? [] : (b.slice(modifiers).match(/\w+/g) ?? []);
  const nameSpan = name === 0 ? { start: tree.start(node), end: tree.start(node) } : b.span(name);
  return {
    kind: "function",
    ...b.itemBase(node, body),
    name: name === 0 ? "" : plainWord(b.slice(name)),
    nameSpan,
    isUnsafe: words.includes("unsafe"),
    isConst: words.includes("const"),
    isAsync: words.includes("async"),
    abi: abiOf(b, modifiers),
    abiSpan: modifiers === 0 ? undefined : abiSpan(b, modifiers),
    fnSpan: wordBefore(b.masked.source, nameSpan.start),
    isMethod: list !== 0 && hasSelf(b, list),
    parameters: list === 0 ? [] : parametersOf(b, list),
    parametersSpan: list === 0 ? nameSpan : b.span(list),
    isVariadic: list !== 0 && tree.ofType(list, "variadic_parameter") !== 0,
    returnType: returnType === 0 ? undefined : buildType(b, returnType),
    body: body === 0 ? undefined : b.block(body),
  };
}

function parametersOf(b: RustBuilder, list: NodeId): RustParameter[] {
  const { tree } = b;
  const parameters: RustParameter[] = [];
  for (let child = tree.firstNamed(list); child !== 0; child = tree.nextNamed(child)) {
    if (isSelf(b, child) || tree.name(child) === "variadic_parameter" || tree.isError(child)) {
      continue;
    }
    const isWhole = tree.name(child) === "parameter";
    // Without a name, as in old traits, the node is the type.
    const type = isWhole ? tree.child(child, "type") : child;
    const span = b.span(child);
    parameters.push({
      ...span,
      pattern: buildPattern(b, isWhole ? tree.child(child, "pattern") : 0, span),
      type: type === 0 ? undefined : buildType(b, type),
    });
  }
  return parameters;
}

function hasSelf(b: RustBuilder, list: NodeId): boolean {
  const first = b.tree.firstNamed(list);
  return first !== 0 && isSelf(b, first);
}

/** `&mut self`, and `self: Pin<&Self>`. */
function isSelf(b: RustBuilder, node: NodeId): boolean {
  const { tree } = b;
  const pattern = tree.name(node) === "parameter" ? tree.child(node, "pattern") : 0;
  return tree.name(node) === "self_parameter" || (pattern !== 0 && tree.name(pattern) === "self");
}

/** `extern "system"` among a function's modifiers. */
function abiSpan(b: RustBuilder, modifiers: NodeId): Span | undefined {
  const found = /\bextern\b(?:[^"]*"[^"]*")?/.exec(b.slice(modifiers));
  const start = b.tree.start(modifiers) + (found?.index ?? 0);
  return found === null ? undefined : { start, end: start + found[0].length };
}

/** The word that ends before an offset, blanks between. */
function wordBefore(text: string, offset: number): Span {
  const start = text.lastIndexOf("fn", offset - 1);
  return { start: Math.max(0, start), end: Math.max(0, start) + 2 };
}
