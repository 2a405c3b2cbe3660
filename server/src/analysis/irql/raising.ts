/** Which blocks of a function an exception may leave: where nothing in them can raise one, a handler never sees their state. */

import type { Node } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { Block, Step } from "../flow/cfg.ts";
import type { CallEffects } from "./call-effects.ts";

/** Whether an exception may leave a block; each is looked at once. */
export function raisingBlocks(calls: CallEffects): (block: Block) => boolean {
  const known = new Map<Block, boolean>();
  return (block) => {
    const answer = known.get(block) ?? mayRaise(block, calls);
    known.set(block, answer);
    return answer;
  };
}

function mayRaise({ steps }: Block, calls: CallEffects): boolean {
  const changes = steps.filter(({ kind }) => kind !== "statement");
  // Conditions have no steps of their own.
  const decides = steps.some(({ kind, node }) => kind === "statement" && !plainStatements.has(node.kind));
  return changes.length === 0 || decides || changes.some((step) => stepMayRaise(step, calls));
}

const plainStatements: ReadonlySet<string> = new Set([
  "expr",
  "decl",
  "block",
  "empty",
  "label",
  "goto",
  "break",
  "leave",
]);

function stepMayRaise(step: Step, calls: CallEffects): boolean {
  switch (step.kind) {
    case "call": {
      // What takes or releases a lock does that and returns.
      const { callee, effect } = calls.of(step.node);
      return callee.kind !== "outside" || effect.length === 0;
    }
    case "assign":
    case "declare":
    case "return":
      return readsMemory(step.node);
    default:
      return true;
  }
}

/** Whether something is read or written through a pointer; what a call's arguments read was read before. */
function readsMemory(node: Node): boolean {
  let found = false;
  walk(node, (each) => {
    if (found || each.kind === "call" || each.kind === "lambda" || each.kind === "sizeof") {
      return "skip";
    }
    found =
      (each.kind === "member" && each.arrow) || each.kind === "index" || (each.kind === "unary" && each.op === "*");
    return undefined;
  });
  return found;
}
