/** Patterns, as far as names go. */
import type { Span } from "../../ast.ts";
import type { NodeId } from "../../build/flat-tree.ts";
import type { RustPattern } from "../ast.ts";
import { plainWord } from "../tokens.ts";
import type { RustBuilder } from "./builder.ts";
import { foldedText } from "./text.ts";

/** A pattern; `around` is its span where the grammar has no node for it, as for `_`. */
export function buildPattern(b: RustBuilder, node: NodeId, around: Span): RustPattern {
  if (node === 0) {
    return { kind: "wildcard", start: around.start, end: around.start, names: [], text: "_" };
  }
  const { tree } = b;
  const names: string[] = [];
  collect(b, node, names);
  const text = foldedText(b.masked, tree.start(node), tree.end(node));
  return { kind: tree.name(node) === "identifier" ? "name" : "other", ...b.span(node), names, text };
}

/** Where a pattern has names that are none of its own: types, paths, constants' values. */
const foreign: ReadonlySet<string> = new Set(["type", "path", "type_arguments"]);

function collect(b: RustBuilder, root: NodeId, names: string[]): void {
  const { tree } = b;
  const open: NodeId[] = [root];
  while (open.length > 0) {
    const node = open.pop() as NodeId;
    const name = tree.name(node);
    if (name === "identifier" || name === "shorthand_field_identifier") {
      names.push(plainWord(b.slice(node)));
    } else if (name !== "scoped_identifier" && name !== "const_block" && name !== "macro_invocation") {
      const below: NodeId[] = [];
      for (let child = tree.firstNamed(node); child !== 0; child = tree.nextNamed(child)) {
        if (!foreign.has(tree.field(child))) {
          below.push(child);
        }
      }
      open.push(...below.reverse());
    }
  }
}
