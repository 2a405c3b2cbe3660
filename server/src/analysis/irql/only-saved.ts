/** Whether a variable gets its levels from the calls that save them, and from nothing else. */
import type { FunctionModel } from "../../model/function.ts";
import type { Node } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import { pathText } from "../paths/path.ts";
import type { FlowBody } from "./flow.ts";
import type { Operation } from "./operations.ts";

/** Of a plain local: it has no initial value, nothing is assigned to it, and its address goes only to such calls. */
export function onlySaved(name: string, fn: FunctionModel, { calls }: FlowBody): boolean {
  const [declaration, ...others] = fn.locals.get(name) ?? [];
  if (
    declaration === undefined ||
    others.length > 0 ||
    declaration.init !== undefined ||
    declaration.args !== undefined ||
    declaration.storage.length > 0 ||
    declaration.type.pointers > 0
  ) {
    return false;
  }
  const does = (kind: "save" | "restore"): ReadonlySet<Node> =>
    new Set(
      calls.flatMap(({ call, effect }) => (effect.some((one) => one.operations.some(isAbout(kind, name))) ? call : [])),
    );
  const known = { saving: does("save"), reading: does("restore") };
  let isSo = true;
  walk(fn.definition.body, (node) => {
    if (node.kind === "name" && node.name === name) {
      isSo &&= !isWritten(node, known, fn);
    }
    return undefined;
  });
  return isSo;
}

interface SavingCalls {
  readonly saving: ReadonlySet<Node>;
  readonly reading: ReadonlySet<Node>;
}

const isAbout =
  (kind: "save" | "restore", name: string) =>
  (operation: Operation): boolean =>
    operation.kind === kind &&
    (operation.kind === "save"
      ? pathText(operation.to) === name
      : operation.kind === "restore" && operation.from?.root === name);

/** Whether a use may store to the variable other than as one of the calls does. */
function isWritten(use: Node, { saving, reading }: SavingCalls, fn: FunctionModel): boolean {
  const parent = fn.parentOf(use);
  switch (parent?.kind) {
    case "call":
      return !reading.has(parent);
    case "unary": {
      const call = fn.parentOf(parent);
      return parent.op === "&" ? call === undefined || !saving.has(call) : parent.op !== "!";
    }
    case "binary":
    case "cast":
    case "if":
      return false;
    default:
      return true;
  }
}
