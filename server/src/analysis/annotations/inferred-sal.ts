/** The annotations that say what a function does to the IRQL and to locks, read off its summary. */
import { levelOfRank } from "../../facts/index.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { LevelRange } from "../irql/level.ts";
import type { CallOutcome, Operation } from "../irql/operations.ts";
import { resultRoot } from "../paths/arguments.ts";
import { type Path, pathText } from "../paths/path.ts";

/**
 * What is to be written before the function, in the order in which people write it.
 * @returns undefined where it does different things on different ways, or something that no annotation says
 */
export function inferredSal(outcomes: readonly CallOutcome[], fn: FunctionModel): readonly string[] | undefined {
  const [only, ...others] = outcomes;
  const texts = only?.operations.map((operation) => annotationOf(operation, fn));
  return others.length > 0 || texts === undefined || texts.includes(undefined)
    ? undefined
    : [...new Set(texts as readonly string[])].filter((text) => text !== "").sort(byKind);
}

/** Whether the function raises the level for its callers, or gives them back one that they hand it. */
export const changesLevel = (outcomes: readonly CallOutcome[], entry: LevelRange): boolean =>
  outcomes.some(({ operations }) =>
    operations.some(
      (operation) => operation.kind === "restore" || (operation.kind === "level" && operation.to.low > entry.low),
    ),
  );

/** `_IRQL_...` before `_At_...` before locks. */
function byKind(a: string, b: string): number {
  const rank = (text: string): number =>
    ["_IRQL_", "_At_", "_Acquires_", "_Releases_"].findIndex((head) => text.startsWith(head));
  return rank(a) - rank(b);
}

function annotationOf(operation: Operation, fn: FunctionModel): string | undefined {
  switch (operation.kind) {
    case "narrow":
      return "";
    case "level": {
      const { low, high } = operation.to;
      const level = levelOfRank(low);
      return low === high && level !== "DIRQL" ? `_IRQL_raises_(${level})` : undefined;
    }
    case "save": {
      if (operation.to.root === resultRoot) {
        return operation.to.steps.length === 0 ? "_IRQL_saves_" : undefined;
      }
      const place = written(operation.to, fn);
      return place && `_At_(${place}, _IRQL_saves_)`;
    }
    case "restore": {
      const place = operation.from && written(operation.from, fn);
      return place && `_At_(${place}, _IRQL_restores_)`;
    }
    case "acquire":
    case "release": {
      const lock = operation.lock && lockText(operation.lock, fn);
      return lock && `${operation.kind === "acquire" ? "_Acquires_lock_" : "_Releases_lock_"}(${lock})`;
    }
    default:
      return undefined;
  }
}

/** The lock itself: what `&Extension->Lock` and `Lock` point to. */
function lockText(path: Path, fn: FunctionModel): string | undefined {
  return path.steps.at(-1) === "&"
    ? written({ ...path, steps: path.steps.slice(0, -1) }, fn)
    : written({ ...path, steps: [...path.steps, "*"] }, fn);
}

/** A path in the names of the function's parameters; globals and members keep theirs. */
function written(path: Path, fn: FunctionModel): string | undefined {
  const index = /^\$(\d+)$/.exec(path.root)?.[1];
  const root = index === undefined ? path.root : fn.definition.parameters[Number(index)]?.name;
  return root === undefined || !/^[A-Za-z_]\w*$/.test(root) ? undefined : pathText({ ...path, root });
}
