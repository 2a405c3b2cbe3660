/** Builders of declarations, by the grammars' node names. */
import type { Decl, Expr, OtherDecl } from "../ast.ts";
import type { Builder, DeclBuilder } from "./builder.ts";
import { type Declarator, declaredName, readDeclarator } from "./declarators.ts";
import { functionDefinition, unfinishedFunction } from "./definitions.ts";
import type { NodeId } from "./flat-tree.ts";
import { functionHead, functionLayer, readParameters } from "./functions.ts";
import { enumDecl, recordDecl } from "./records.ts";
import { declaratorAsExpr } from "./repair.ts";
import { readSpecifiers, type Specifiers, typeFrom } from "./types.ts";
import { functionParameters, type Initialiser, notInitialised, readInitialiser, variable } from "./variables.ts";

export const declarationBuilders: Readonly<Record<string, DeclBuilder>> = {
  declaration,
  field_declaration: declaration,
  type_definition: declaration,
  function_definition: (b, node, out) => out.push(functionDefinition(b, node)),

  struct_specifier: recordOrEnum,
  union_specifier: recordOrEnum,
  class_specifier: recordOrEnum,
  enum_specifier: recordOrEnum,

  template_declaration: (b, node, out) => {
    const inner = b.tree.lastNamed(node);
    if (inner === 0 || !b.isDecl(inner)) {
      out.push(other(b, node));
      return;
    }
    const made: Decl[] = [];
    b.decls(inner, made);
    // The first of them begins with the word `template`.
    out.push(...made.map((decl, index) => (index === 0 ? { ...decl, start: b.tree.start(node) } : decl)));
  },

  linkage_specification: (b, node, out) => {
    const body = b.tree.child(node, "body");
    if (body !== 0 && b.tree.name(body) !== "declaration_list") {
      b.decls(body, out);
      return;
    }
    const linkage = b.slice(b.tree.child(node, "value"));
    out.push({ kind: "namespace", ...b.span(node), name: `extern ${linkage}`, members: membersOf(b, body) });
  },

  namespace_definition: (b, node, out) => {
    const name = b.tree.child(node, "name");
    const members = membersOf(b, b.tree.child(node, "body"));
    out.push({ kind: "namespace", ...b.span(node), name: name === 0 ? undefined : b.slice(name), members });
  },

  friend_declaration: (b, node, out) => {
    const inner = b.tree.lastNamed(node);
    if (b.isDecl(inner)) {
      b.decls(inner, out);
    } else {
      out.push(other(b, node));
    }
  },

  static_assert_declaration: (b, node, out) => out.push(other(b, node)),
  using_declaration: (b, node, out) => out.push(other(b, node)),
  alias_declaration: (b, node, out) => out.push(other(b, node)),
  namespace_alias_definition: (b, node, out) => out.push(other(b, node)),
  concept_definition: (b, node, out) => out.push(other(b, node)),
  template_instantiation: (b, node, out) => out.push(other(b, node)),
};

/** The declarations among a node's children; statements and expressions there become `other` declarations. */
export function membersOf(b: Builder, node: NodeId): Decl[] {
  const { tree } = b;
  const members: Decl[] = [];
  for (let child = node === 0 ? 0 : tree.first(node); child !== 0; child = tree.next(child)) {
    if (tree.isError(child)) {
      const unfinished = b.insideBody ? undefined : unfinishedFunction(b, child);
      members.push(unfinished ?? { ...other(b, child), children: b.recover(child) });
    } else if (tree.isNamed(child)) {
      addMember(b, child, members);
    }
  }
  return members;
}

function addMember(b: Builder, node: NodeId, out: Decl[]): void {
  const { tree } = b;
  const name = tree.name(node);
  if (name === "access_specifier") {
    return;
  }
  if (b.isDecl(node)) {
    b.decls(node, out);
  } else if (name === "expression_statement" && tree.firstNamed(node) === 0) {
    // A stray `;`.
  } else {
    const made = b.isStmt(node) ? b.stmt(node) : b.isExpr(node) ? b.expr(node) : undefined;
    out.push(made?.kind === "decl" ? made.decl : { ...other(b, node), children: made === undefined ? [] : [made] });
  }
}

/** `declaration`, `field_declaration` and `type_definition`: specifiers and any number of declarators. */
function declaration(b: Builder, node: NodeId, out: Decl[]): void {
  const { tree } = b;
  const specifiers = readSpecifiers(b, node);
  const isTypedef = tree.name(node) === "type_definition";
  const made: Decl[] = [];
  if (specifiers.type !== 0) {
    recordOrEnum(b, specifiers.type, made, "only with a body");
  }
  for (let child = tree.firstNamed(node); child !== 0; child = tree.nextNamed(child)) {
    if (tree.field(child) === "declarator" && !isUnnamedBitField(b, child)) {
      made.push(isTypedef ? typedef(b, node, specifiers, child) : declared(b, node, specifiers, child));
    }
  }
  const [only] = made;
  if (only === undefined) {
    out.push(other(b, node));
  } else if (made.length === 1) {
    out.push(only.kind === "record" || only.kind === "enum" ? only : { ...only, ...b.span(node) });
  } else {
    out.push({ kind: "group", ...b.span(node), members: made });
  }
}

/** `ULONG : 5;`, where the grammar misses a name: no error, and nothing to refer to. */
function isUnnamedBitField(b: Builder, declarator: NodeId): boolean {
  const { tree } = b;
  const at = tree.start(declarator);
  const width = tree.nextNamed(declarator);
  if (tree.end(declarator) > at || width === 0 || tree.name(width) !== "bitfield_clause") {
    return false;
  }
  const error = b.errors.findIndex(({ start, end }) => start === at && end === at);
  if (error >= 0) {
    b.errors.splice(error, 1);
  }
  return true;
}

function typedef(b: Builder, node: NodeId, specifiers: Specifiers, declaratorNode: NodeId): Decl {
  const declarator = readDeclarator(b, declaratorNode);
  const layer = functionLayer(declarator);
  const functionParams =
    layer === undefined ? functionParameters(b, declarator) : readParameters(b, layer.parameters).parameters;
  if (declarator.name === 0) {
    return other(b, node);
  }
  const { name, nameSpan } = declaredName(b, declarator.name);
  return {
    kind: "typedef",
    ...b.span(declaratorNode),
    name,
    nameSpan,
    type: typeFrom(b, specifiers, declarator.layers),
    functionParameters: functionParams,
  };
}

/** One declarator of a declaration: a variable or the prototype of a function. */
function declared(b: Builder, node: NodeId, specifiers: Specifiers, child: NodeId): Decl {
  const { tree } = b;
  const isInit = tree.name(child) === "init_declarator";
  const outermost = isInit ? tree.child(child, "declarator") : child;
  const declarator = readDeclarator(b, outermost);
  const initialiser = isInit ? readInitialiser(b, child) : defaultValue(b, child);
  if (declarator.name === 0 || tree.name(declarator.name) === "structured_binding_declarator") {
    return { ...other(b, node), children: initialiser.init === undefined ? [] : [initialiser.init] };
  }
  const layer = functionLayer(declarator);
  const span = { start: tree.start(child), end: initialiser.init?.end ?? tree.end(child) };
  if (layer === undefined) {
    const bits = bitWidth(b, child);
    const made = variable(b, specifiers, declarator, initialiser, span);
    return bits === undefined ? made : { ...made, bits };
  }
  const args = constructorArguments(b, declarator, layer.parameters);
  if (args !== undefined) {
    const withoutList: Declarator = { ...declarator, layers: declarator.layers.slice(0, -1) };
    return variable(b, specifiers, withoutList, { init: undefined, args }, span);
  }
  const head = functionHead(b, specifiers, declarator, layer);
  return { kind: "prototype", ...span, ...head };
}

/** The width behind the declarator of a bit field. */
function bitWidth(b: Builder, declarator: NodeId): Expr | undefined {
  const { tree } = b;
  const clause = tree.nextNamed(declarator);
  const width = clause === 0 || tree.name(clause) !== "bitfield_clause" ? 0 : tree.firstNamed(clause);
  return width === 0 ? undefined : b.expr(width);
}

/** The value behind a field's declarator: `int a = 1;` in a record. */
function defaultValue(b: Builder, declarator: NodeId): Initialiser {
  const { tree } = b;
  for (let at = tree.nextNamed(declarator); at !== 0; at = tree.nextNamed(at)) {
    const field = tree.field(at);
    if (field === "declarator") {
      break;
    }
    if (field === "default_value") {
      return { init: b.expr(at), args: undefined };
    }
  }
  return notInitialised;
}

/**
 * The arguments in `Lock guard(lock);`, which inside a function is a variable and not the prototype that it reads as:
 * one of the "parameters" is a name that is no type. Undefined for a prototype.
 */
function constructorArguments(b: Builder, declarator: Declarator, list: NodeId) {
  const { tree } = b;
  if (!b.insideBody || b.language !== "cpp" || declarator.layers.length !== 1) {
    return undefined;
  }
  let isCall = false;
  for (let child = tree.firstNamed(list); child !== 0; child = tree.nextNamed(child)) {
    const type = tree.firstNamed(child);
    const isName = tree.name(type) === "type_identifier";
    const mark = tree.nextNamed(type);
    const called = mark !== 0 && tree.name(mark) === "abstract_function_declarator";
    isCall ||= isName && (b.values.has(b.slice(type)) || !/^[A-Z][A-Z0-9_]*$/.test(b.slice(type)));
    if ((mark !== 0 && !called) || !(isName || tree.name(type) === "qualified_identifier")) {
      return undefined;
    }
  }
  if (!isCall) {
    return undefined;
  }
  const args = [];
  for (let child = tree.firstNamed(list); child !== 0; child = tree.nextNamed(child)) {
    args.push(declaratorAsExpr(b, child));
  }
  return args;
}

function recordOrEnum(b: Builder, node: NodeId, out: Decl[], mode?: "only with a body" | undefined): void {
  const { tree } = b;
  const body = tree.child(node, "body");
  const isEnum = tree.name(node) === "enum_specifier";
  const isRecord = /^(struct|union|class)_specifier$/.test(tree.name(node));
  if (body !== 0 && isEnum) {
    out.push(enumDecl(b, node, body));
  } else if (body !== 0 && isRecord) {
    out.push(recordDecl(b, node, (list) => membersOf(b, list), body));
  } else if (mode === undefined) {
    out.push(other(b, node));
  }
}

function other(b: Builder, node: NodeId): OtherDecl {
  return { kind: "other", ...b.span(node), text: b.slice(node), children: [] };
}
