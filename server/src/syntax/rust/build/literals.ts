/** Builders of literals. */
import type { Span } from "../../ast.ts";
import type { NodeId } from "../../build/flat-tree.ts";
import type { RustExpr, RustLiteralKind } from "../ast.ts";
import type { ExprBuilder, RustBuilder } from "./builder.ts";

export const literalBuilders: Readonly<Record<string, ExprBuilder>> = {
  integer_literal: (b, node, span) => literal(b, node, span, "integer"),
  float_literal: (b, node, span) => literal(b, node, span, "float"),
  boolean_literal: (b, node, span) => literal(b, node, span, "bool"),
  string_literal: string,
  raw_string_literal: string,
  char_literal: (b, node, span) => literal(b, node, span, b.slice(node).startsWith("b") ? "byte" : "char"),
};

function string(b: RustBuilder, node: NodeId, span: Span): RustExpr {
  const text = b.slice(node);
  return literal(b, node, span, text.startsWith("b") ? "byte-string" : text.startsWith("c") ? "c-string" : "string");
}

function literal(b: RustBuilder, node: NodeId, span: Span, kind: RustLiteralKind): RustExpr {
  const text = b.slice(node);
  const value = kind === "integer" ? integerValue(text) : kind === "byte" ? byteValue(text) : undefined;
  return { kind: "literal", ...span, literal: kind, text, value };
}

/** The value of `0x1F_u32`; undefined where a double does not hold it. */
function integerValue(text: string): number | undefined {
  const digits = text.replaceAll("_", "").replace(/[iu](?:8|16|32|64|128|size)$/, "");
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : undefined;
}

const byteValue = (text: string): number | undefined => (/^b'[^\\]'$/.test(text) ? text.charCodeAt(2) : undefined);
