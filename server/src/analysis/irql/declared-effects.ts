/** What annotations of a declaration say that a function does whose body the unit does not show. */

import { levelRank } from "../../facts/index.ts";
import { type SalContract, salOfPrototype } from "../../model/contracts/sal.ts";
import type { HeadSymbol } from "../../model/symbols.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { CallExpr, Expr, Prototype } from "../../syntax/ast.ts";
import { type Path, pointee } from "../paths/path.ts";
import { resultKey } from "../worlds/conditions.ts";
import type { ArgumentQuestions } from "./fact-effects.ts";
import type { CallEffect, Operation } from "./operations.ts";

/** The effect of a call by the annotations of the function's prototypes; nothing where they do not speak of it. */
export function declaredEffect(
  prototypes: readonly HeadSymbol<Prototype>[],
  call: CallExpr,
  unit: UnitModel,
  ask: ArgumentQuestions,
): CallEffect {
  const [annotated] = prototypes
    .map((symbol) => ({ symbol, contracts: salOfPrototype(symbol, unit) }))
    .filter(({ contracts }) => contracts.some(({ term }) => speaksOfEffects(term.kind)));
  if (annotated === undefined) {
    return [];
  }
  const spoken = annotated.contracts.filter(({ term }) => speaksOfEffects(term.kind));
  const says = (kind: SalContract["term"]["kind"]): boolean => spoken.some(({ term }) => term.kind === kind);
  // A level that is raised and kept nowhere is an annotation that lacks its other half.
  const isHalf = says("irql-raises") && !says("irql-saves") && !says("lock-acquired");
  if (isHalf || spoken.some(({ condition }) => condition !== undefined)) {
    return [{ returns: undefined, given: [], operations: [{ kind: "unknown" }] }];
  }
  const operations = spoken.flatMap((contract) => operationsOf(contract, call, ask, annotated.symbol)).sort(inOrder);
  // Locks change the level in a way that only another annotation tells.
  const isLevelTold = says("irql-raises") || says("irql-restores") || operations.every(({ kind }) => kind === "save");
  const told: readonly Operation[] = isLevelTold ? operations : [...operations, { kind: "restore", from: undefined }];
  return [{ returns: undefined, given: [], operations: told }];
}

const speaksOfEffects = (kind: string): boolean =>
  ["irql-raises", "irql-saves", "irql-restores", "lock-acquired", "lock-released"].includes(kind);

const order = ["save", "acquire", "restore", "restore-kept", "level", "release"];

const inOrder = (a: Operation, b: Operation): number => order.indexOf(a.kind) - order.indexOf(b.kind);

function operationsOf(
  { term, parameter }: SalContract,
  call: CallExpr,
  ask: ArgumentQuestions,
  symbol: HeadSymbol<Prototype>,
): readonly Operation[] {
  switch (term.kind) {
    case "irql-raises": {
      const { level } = term.level;
      return level === undefined
        ? [{ kind: "unknown" }]
        : [{ kind: "level", to: { low: levelRank(level), high: levelRank(level) } }];
    }
    case "irql-saves": {
      const to: Path | undefined =
        parameter === undefined
          ? { root: resultKey(call), steps: [], names: [] }
          : pointee(ask.variable(call.args[parameter]));
      return to === undefined ? [] : [{ kind: "save", to, lock: undefined }];
    }
    case "irql-restores":
      return [{ kind: "restore", from: parameter === undefined ? undefined : ask.variable(call.args[parameter]) }];
    case "lock-acquired":
    case "lock-released": {
      const argument = namedLock(term.lock, symbol, call);
      const lock = ask.path(argument);
      const written = argument && ask.written(argument);
      return term.kind === "lock-acquired"
        ? [
            {
              kind: "acquire",
              lock,
              written,
              lockKind: "object-lock",
              mode: term.mode,
              recursive: true,
              keeps: undefined,
            },
          ]
        : [{ kind: "release", lock, written, handle: undefined, lockKind: "object-lock" }];
    }
    default:
      return [];
  }
}

/** The argument for a lock that is a parameter, or what one points to; other expressions are not followed. */
function namedLock(text: string, { decl }: HeadSymbol<Prototype>, call: CallExpr): Expr | undefined {
  const name = /^\*?\s*(\w+)$/.exec(text.trim())?.[1];
  const index = decl.parameters.findIndex((parameter) => parameter.name === name);
  return index < 0 ? undefined : call.args[index];
}
