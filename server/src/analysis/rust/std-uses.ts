/** Where the code of a crate uses the standard library: every path that begins with `std`, in whatever stands around it. */
import { evaluate, isLeftOut } from "../../model/rust/cfg.ts";
import type { CrateModel, RustFileModel, RustItemModel } from "../../model/rust/crate.ts";
import type { Span } from "../../syntax/ast.ts";
import type { RustAttribute, RustItem, RustNode } from "../../syntax/rust/ast.ts";
import { lexRust } from "../../syntax/rust/lexer.ts";
import { rustWalk } from "../../syntax/rust/walk.ts";
import { TokenKind, type Tokens } from "../../syntax/tokens.ts";

export interface StdUse {
  /** The word `std`. */
  readonly span: Span;
  /** The path as far as it is written: ["std", "sync", "Arc"]; of a `use` with a list the prefix before it. */
  readonly segments: readonly string[];
  /** All paths that hang on this one `std`: those of a `use` with a list. */
  readonly paths: readonly (readonly string[])[];
}

/** Uses in code that is certainly compiled into the driver; what hangs on features is left out. */
export function stdUses(item: RustItemModel): readonly StdUse[] {
  const text = item.text({ start: 0, end: item.length });
  if (!text.includes("std")) {
    return [];
  }
  const doubtful: Span[] = [];
  const imports = new Map<number, (readonly string[])[]>();
  for (const part of item.syntax.items) {
    for (const node of rustWalk(part, (below) => !isDoubtful(below))) {
      if (isDoubtful(node)) {
        doubtful.push(node);
      } else if (node.kind === "use") {
        for (const { segments, firstSpan } of node.imports) {
          imports.set(firstSpan.start, [...(imports.get(firstSpan.start) ?? []), segments]);
        }
      }
    }
  }
  const tokens = lexRust(text);
  const uses: StdUse[] = [];
  for (let index = 0; index < tokens.count; index++) {
    const start = tokens.starts[index] as number;
    const end = tokens.ends[index] as number;
    const isStd = tokens.kinds[index] === TokenKind.identifier && end - start === 3 && text.startsWith("std", start);
    if (isStd && text.startsWith("::", end) && isFirst(text, tokens, index)) {
      const isInside = doubtful.some((span) => span.start <= start && end <= span.end);
      if (!isInside) {
        const segments = pathFrom(text.slice(end));
        uses.push({ span: { start, end }, segments, paths: imports.get(start) ?? [segments] });
      }
    }
  }
  return uses;
}

/** Whether a file is of a module that is compiled on some condition alone, which a `mod` in a file above it says. */
export function isDoubtfulFile({ module }: RustFileModel, crate: CrateModel): boolean {
  return module.some((name) =>
    crate.named(name).some(({ syntax }) => syntax.kind === "mod" && syntax.items === undefined && isDoubtful(syntax)),
  );
}

/** Whether a token begins its path: `a::std::x` is another one, and so is `$crate::std`; `::std::x` is not. */
function isFirst(text: string, tokens: Tokens, index: number): boolean {
  const characterAt = (at: number): string => text[tokens.starts[at] ?? text.length] ?? "";
  const isBehindColons = characterAt(index - 1) === ":" && characterAt(index - 2) === ":";
  const before = index - 3;
  return (
    !isBehindColons || before < 0 || (tokens.kinds[before] !== TokenKind.identifier && characterAt(before) !== ">")
  );
}

/** `std` and the segments behind it, up to the first that is none. */
function pathFrom(rest: string): readonly string[] {
  const segments = ["std"];
  for (
    let match = /^\s*::\s*([A-Za-z_]\w*)/.exec(rest), at = rest;
    match !== null;
    match = /^\s*::\s*([A-Za-z_]\w*)/.exec(at)
  ) {
    segments.push(match[1] as string);
    at = at.slice(match[0].length);
  }
  return segments;
}

/** Whether a node is not compiled into the driver, or nobody knows. */
function isDoubtful(node: RustNode): boolean {
  const attributes: readonly RustAttribute[] =
    node.kind === "let" || node.kind === "expr"
      ? node.attributes
      : node.kind === "item"
        ? node.item.attributes
        : "isPublic" in node
          ? (node as RustItem).attributes
          : [];
  return (
    isLeftOut(attributes) ||
    node.kind === "macro-rules" ||
    attributes.some(({ path, args }) => path === "cfg" && (args === undefined || evaluate(args) !== true))
  );
}
