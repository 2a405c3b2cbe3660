/** Types. */
import type { NodeId } from "../../build/flat-tree.ts";
import type { RustType } from "../ast.ts";
import { stringValue } from "../tokens.ts";
import type { RustBuilder } from "./builder.ts";
import { buildPath } from "./paths.ts";
import { foldedText } from "./text.ts";

export function buildType(b: RustBuilder, node: NodeId): RustType {
  const { tree } = b;
  const base = { ...b.span(node), text: foldedText(b.masked, tree.start(node), tree.end(node)) };
  switch (tree.name(node)) {
    case "type_identifier":
    case "primitive_type":
    case "scoped_type_identifier":
    case "identifier":
    case "scoped_identifier":
    case "metavariable":
      return { kind: "path", ...base, path: buildPath(b, node), args: [] };
    case "generic_type":
    case "generic_type_with_turbofish":
      return { kind: "path", ...base, path: buildPath(b, node), args: typeArguments(b, node) };
    case "reference_type":
    case "pointer_type": {
      const to = tree.child(node, "type");
      return to === 0
        ? { kind: "other", ...base }
        : {
            kind: tree.name(node) === "pointer_type" ? "pointer" : "reference",
            ...base,
            isMutable: tree.ofType(node, "mutable_specifier") !== 0,
            to: buildType(b, to),
          };
    }
    case "function_type":
      return functionType(b, node, base);
    case "array_type": {
      const element = tree.child(node, "element");
      return element === 0
        ? { kind: "other", ...base }
        : { kind: "array", ...base, element: buildType(b, element), length: b.optional(tree.child(node, "length")) };
    }
    case "unit_type":
    case "tuple_type":
      return { kind: "tuple", ...base, items: typesIn(b, node) };
    case "never_type":
      return { kind: "never", ...base };
    default:
      return { kind: "other", ...base };
  }
}

/** The types between a node's `<` and `>`; lifetimes, constants and bindings are left out. */
export function typeArguments(b: RustBuilder, node: NodeId): RustType[] {
  const list = b.tree.child(node, "type_arguments");
  return list === 0 ? [] : typesIn(b, list);
}

/** The ABI that an `extern_modifier` names, or one that is among modifiers; undefined where there is none. */
export function abiOf(b: RustBuilder, modifiers: NodeId): string | undefined {
  const found = modifiers === 0 ? null : /\bextern\b[^"]*("[^"]*")?/.exec(b.slice(modifiers));
  return found === null ? undefined : found[1] === undefined ? "C" : (stringValue(found[1]) ?? "");
}

function functionType(b: RustBuilder, node: NodeId, base: { start: number; end: number; text: string }): RustType {
  const { tree } = b;
  // `Fn(A) -> B` is a trait.
  if (tree.child(node, "trait") !== 0) {
    return { kind: "other", ...base };
  }
  const list = tree.child(node, "parameters");
  const returnType = tree.child(node, "return_type");
  const parameters: RustType[] = [];
  for (let child = list === 0 ? 0 : tree.firstNamed(list); child !== 0; child = tree.nextNamed(child)) {
    const type = tree.name(child) === "parameter" ? tree.child(child, "type") : child;
    if (type !== 0 && tree.name(child) !== "variadic_parameter") {
      parameters.push(buildType(b, type));
    }
  }
  return {
    kind: "function-pointer",
    ...base,
    abi: abiOf(b, tree.ofType(node, "function_modifiers")),
    parameters,
    returnType: returnType === 0 ? undefined : buildType(b, returnType),
  };
}

function typesIn(b: RustBuilder, node: NodeId): RustType[] {
  const { tree } = b;
  const types: RustType[] = [];
  for (let child = tree.firstNamed(node); child !== 0; child = tree.nextNamed(child)) {
    const name = tree.name(child);
    if (
      name.endsWith("_type") ||
      name === "type_identifier" ||
      name === "scoped_type_identifier" ||
      name === "metavariable"
    ) {
      types.push(buildType(b, child));
    }
  }
  return types;
}
