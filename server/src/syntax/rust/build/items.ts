/** Builders of items, by the grammar's node names. */
import type { NodeId } from "../../build/flat-tree.ts";
import { lowerBound } from "../../token-buffer.ts";
import type { RustFieldDecl, RustItem, RustMacroCall, RustRecord } from "../ast.ts";
import { plainWord, rustTokens } from "../tokens.ts";
import type { ItemBuilder, RustBuilder } from "./builder.ts";
import { buildFunction } from "./functions.ts";
import { readImports } from "./imports.ts";
import { buildPath } from "./paths.ts";
import { abiOf, buildType } from "./types.ts";

export const itemBuilders: Readonly<Record<string, ItemBuilder>> = {
  function_item: buildFunction,
  function_signature_item: buildFunction,

  impl_item: (b, node) => {
    const { tree } = b;
    const body = tree.child(node, "body");
    const trait = tree.child(node, "trait");
    const base = b.itemBase(node, body);
    return {
      kind: "impl",
      ...base,
      isUnsafe: tree.ofType(node, "unsafe") !== 0,
      trait: trait === 0 ? undefined : buildPath(b, trait),
      type: buildType(b, tree.child(node, "type")),
      items: body === 0 ? [] : b.itemsIn(body),
    };
  },

  trait_item: (b, node) => {
    const body = b.tree.child(node, "body");
    return { kind: "trait", ...b.itemBase(node, body), ...named(b, node), items: body === 0 ? [] : b.itemsIn(body) };
  },

  foreign_mod_item: (b, node) => {
    const { tree } = b;
    const body = tree.child(node, "body");
    const base = b.itemBase(node, body);
    // The grammar knows no `unsafe` here: it is blank, and attributes stand before it.
    const unsafe = b.masked.unsafeExterns.get(base.head);
    const before = unsafe === undefined ? [] : b.attributesAt(unsafe);
    const head = unsafe ?? base.head;
    return {
      kind: "extern-block",
      ...base,
      start: before[0]?.start ?? Math.min(base.start, head),
      head,
      attributes: [...before, ...base.attributes],
      isUnsafe: unsafe !== undefined,
      abi: abiOf(b, tree.ofType(node, "extern_modifier")) ?? "C",
      items: body === 0 ? [] : b.itemsIn(body),
    };
  },

  mod_item: (b, node) => {
    const body = b.tree.child(node, "body");
    const base = b.itemBase(node, body);
    return { kind: "mod", ...base, ...named(b, node), items: body === 0 ? undefined : b.itemsIn(body) };
  },

  use_declaration: (b, node) => {
    const { source, tokens } = b.masked;
    const from = lowerBound(tokens.starts, tokens.count, b.tree.start(node));
    const to = lowerBound(tokens.starts, tokens.count, b.tree.end(node));
    return { kind: "use", ...b.itemBase(node), imports: readImports(rustTokens(source, tokens, from, to)) };
  },

  extern_crate_declaration: (b, node) => {
    const alias = b.tree.child(node, "alias");
    const rest = { ...named(b, node), alias: alias === 0 ? undefined : plainWord(b.slice(alias)) };
    return { kind: "extern-crate", ...b.itemBase(node), ...rest };
  },

  static_item: (b, node) => variable(b, node, "static"),
  const_item: (b, node) => variable(b, node, "const"),

  struct_item: (b, node) => record(b, node, "struct"),
  union_item: (b, node) => record(b, node, "union"),
  enum_item: (b, node) => record(b, node, "enum"),

  type_item: typeAlias,
  associated_type: typeAlias,

  macro_definition: (b, node) => {
    const { tokens, macroArguments } = b.masked;
    const name = named(b, node);
    const open = tokens.starts[lowerBound(tokens.starts, tokens.count, name.nameSpan.end)];
    const inside = (open === undefined ? undefined : macroArguments.get(open)) ?? [];
    return { kind: "macro-rules", ...b.itemBase(node), ...name, tokens: inside };
  },

  macro_invocation: (b, node) => macroItem(b, node, node),
  // At the top level `name!(...);` is a statement to the grammar.
  expression_statement: (b, node) => macroItem(b, node, b.tree.firstNamed(node)),
};

function macroItem(b: RustBuilder, node: NodeId, call: NodeId): RustItem {
  const base = b.itemBase(node);
  const expr = call === 0 ? undefined : b.expr(call);
  if (expr?.kind === "macro-call") {
    const made: RustMacroCall = expr;
    return { kind: "macro-item", ...base, call: made };
  }
  return { kind: "unknown-item", ...base, children: expr === undefined ? [] : [expr] };
}

function named(b: RustBuilder, node: NodeId) {
  const name = b.tree.child(node, "name");
  return name === 0
    ? { name: "", nameSpan: { start: b.tree.start(node), end: b.tree.start(node) } }
    : { name: plainWord(b.slice(name)), nameSpan: b.span(name) };
}

function variable(b: RustBuilder, node: NodeId, kind: "static" | "const"): RustItem {
  const type = b.tree.child(node, "type");
  return {
    kind,
    ...b.itemBase(node),
    ...named(b, node),
    isMutable: b.tree.ofType(node, "mutable_specifier") !== 0,
    type: type === 0 ? undefined : buildType(b, type),
    value: b.optional(b.tree.child(node, "value")),
  };
}

function typeAlias(b: RustBuilder, node: NodeId): RustItem {
  const type = b.tree.child(node, "type");
  return { kind: "type", ...b.itemBase(node), ...named(b, node), type: type === 0 ? undefined : buildType(b, type) };
}

function record(b: RustBuilder, node: NodeId, kind: RustRecord["kind"]): RustItem {
  const { tree } = b;
  const fields: RustFieldDecl[] = [];
  const body = tree.child(node, "body");
  const isTuple = tree.name(body) === "ordered_field_declaration_list";
  for (let child = body === 0 ? 0 : tree.firstNamed(body); child !== 0; child = tree.nextNamed(child)) {
    if (isTuple) {
      if (tree.field(child) === "type") {
        fields.push({ ...b.span(child), name: String(fields.length), type: buildType(b, child) });
      }
      continue;
    }
    const name = tree.child(child, "name");
    const type = tree.child(child, "type");
    if (name !== 0) {
      const made = type === 0 ? undefined : buildType(b, type);
      fields.push({ ...b.span(child), name: plainWord(b.slice(name)), type: made });
    }
  }
  return { kind, ...b.itemBase(node), ...named(b, node), fields };
}
