/** Paths: of expressions, types, patterns and macros. */
import type { NodeId } from "../../build/flat-tree.ts";
import type { RustPath, RustType } from "../ast.ts";
import { plainWord } from "../tokens.ts";
import type { RustBuilder } from "./builder.ts";
import { buildType } from "./types.ts";

/** The path that a node is; one of a single odd segment for what is none. */
export function buildPath(b: RustBuilder, node: NodeId): RustPath {
  const { tree } = b;
  const segments: string[] = [];
  let qualified: RustType | undefined;
  let isGlobal = false;
  let nameSpan = b.span(node);
  for (let at = node; at !== 0; ) {
    const name = tree.name(at);
    if (name === "generic_type" || name === "generic_type_with_turbofish" || name === "generic_function") {
      at = tree.firstNamed(at);
      nameSpan = segments.length === 0 ? b.span(at) : nameSpan;
    } else if (name === "bracketed_type") {
      const inner = tree.firstNamed(at);
      qualified = buildType(b, tree.name(inner) === "qualified_type" ? tree.firstNamed(inner) : inner);
      at = 0;
    } else if (name === "scoped_identifier" || name === "scoped_type_identifier") {
      const last = tree.child(at, "name");
      nameSpan = segments.length === 0 ? b.span(last) : nameSpan;
      segments.push(plainWord(b.slice(last)));
      at = tree.child(at, "path");
      isGlobal = at === 0;
    } else {
      segments.push(plainWord(b.slice(at)));
      at = 0;
    }
  }
  return { ...b.span(node), segments: segments.reverse(), isGlobal, qualified, nameSpan };
}
