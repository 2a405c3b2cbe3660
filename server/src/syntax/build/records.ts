/** Structures, unions, classes and enumerations with a body. */
import type { Decl, EnumDecl, Enumerator, RecordDecl } from "../ast.ts";
import type { Builder } from "./builder.ts";
import { withoutBlanks } from "./declarators.ts";
import type { NodeId } from "./flat-tree.ts";

/** A struct, union or class with its members. */
export function recordDecl(b: Builder, node: NodeId, members: (list: NodeId) => Decl[], body: NodeId): RecordDecl {
  const { tree } = b;
  const name = tree.child(node, "name");
  const kind = tree.name(node);
  return {
    kind: "record",
    ...b.span(node),
    tag: kind === "union_specifier" ? "union" : kind === "class_specifier" ? "class" : "struct",
    name: name === 0 ? undefined : withoutBlanks(b.slice(name)),
    bodyStart: b.span(body).start,
    bases: basesOf(b, node),
    members: b.within(false, () => b.deeper(body, () => members(body), [])),
  };
}

/** An enum with its enumerators. */
export function enumDecl(b: Builder, node: NodeId, body: NodeId): EnumDecl {
  const { tree } = b;
  const name = tree.child(node, "name");
  const enumerators: Enumerator[] = [];
  for (let child = tree.firstNamed(body); child !== 0; child = tree.nextNamed(child)) {
    if (tree.name(child) !== "enumerator") {
      continue;
    }
    const value = tree.child(child, "value");
    const text = b.slice(tree.firstNamed(child));
    b.values.add(text);
    enumerators.push({ ...b.span(child), name: text, value: value === 0 ? undefined : b.expr(value) });
  }
  return {
    kind: "enum",
    ...b.span(node),
    name: name === 0 ? undefined : withoutBlanks(b.slice(name)),
    enumerators,
  };
}

function basesOf(b: Builder, node: NodeId): string[] {
  const { tree } = b;
  const clause = tree.ofType(node, "base_class_clause");
  const bases: string[] = [];
  for (let child = clause === 0 ? 0 : tree.firstNamed(clause); child !== 0; child = tree.nextNamed(child)) {
    if (tree.name(child) !== "access_specifier" && tree.name(child) !== "attribute_declaration") {
      bases.push(withoutBlanks(b.slice(child)));
    }
  }
  return bases;
}
