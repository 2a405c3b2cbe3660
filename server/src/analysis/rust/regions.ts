/**
 * Which places of a Rust function run at DISPATCH_LEVEL or above because of what the function itself called before: between a
 * spin lock's acquisition and its release, between raising the IRQL and lowering it. What hangs on a branch counts as nothing.
 */
import { type Facts, type IrqlEffect, levelRank, parseLevel } from "../../facts/index.ts";
import type { RustFunctionAnalysis } from "../../model/rust/crate.ts";
import type { RustExpr, RustMacroCall, RustStmt } from "../../syntax/rust/ast.ts";
import { rustChildren } from "../../syntax/rust/walk.ts";
import { type RustCallSite, rustBody } from "./body.ts";

/** The call that raised the level, by the expression that runs there. */
export type RaisedRegions = ReadonlyMap<RustExpr, RustCallSite>;

/** Empty for the many functions that raise nothing. */
export const raisedRegions: RustFunctionAnalysis<RaisedRegions> = {
  run(fn, { facts, derived }) {
    const effects = new Map<RustExpr, Effect>();
    for (const site of derived(rustBody, fn).kernelCalls) {
      const effect = effectOf(site, facts);
      if (effect !== undefined) {
        effects.set(site.node, { site, raises: effect });
      }
    }
    if (![...effects.values()].some(({ raises }) => raises) || fn.syntax.body === undefined || fn.broken) {
      return new Map();
    }
    const walk = new RegionWalk(effects, facts);
    walk.expr(fn.syntax.body, []);
    return walk.raised;
  },
};

interface Effect {
  readonly site: RustCallSite;
  readonly raises: boolean;
}

/** Calls whose release is still to come, the last one last. `lost`: nobody knows; undefined: no path leads here. */
type State = readonly RustCallSite[] | "lost" | undefined;

/** Whether a call raises the level (or has to be made at a raised one), or takes back what did; undefined for others. */
function effectOf({ path, args }: RustCallSite, facts: Facts): boolean | undefined {
  const effect = facts.irqlEffect(path.segments.at(-1) ?? "");
  if (effect === undefined) {
    return undefined;
  }
  const { lock, after, level } = effect;
  const isSpinning =
    lock?.kind === "spin-lock" || lock?.kind === "reader-writer-spin-lock" || lock?.kind === "cancel-spin-lock";
  if (isSpinning && lock.action === "release") {
    return false;
  }
  if (level === "lowers") {
    return false;
  }
  if (isSpinning && lock.action === "acquire") {
    return effect.success === undefined ? true : undefined;
  }
  return level === "raises" && isAtDispatch(after, args) ? true : undefined;
}

function isAtDispatch(after: IrqlEffect["after"], args: readonly RustExpr[] | undefined): boolean {
  switch (after.kind) {
    case "level":
      return after.condition === undefined && levelRank(after.level) >= dispatch();
    case "at-least":
      return levelRank(after.level) >= dispatch();
    case "parameter":
      return isHighLevel(args?.[after.index]);
    default:
      return false;
  }
}

const dispatch = (): number => levelRank("DISPATCH_LEVEL");

function isHighLevel(expr: RustExpr | undefined): boolean {
  if (expr?.kind === "cast") {
    return isHighLevel(expr.operand);
  }
  if (expr?.kind === "literal") {
    return expr.value !== undefined && expr.value >= 2;
  }
  const level = expr?.kind === "path" ? parseLevel(expr.path.segments.at(-1) ?? "") : undefined;
  return level !== undefined && levelRank(level) >= dispatch();
}

class RegionWalk {
  readonly raised = new Map<RustExpr, RustCallSite>();
  private readonly effects: ReadonlyMap<RustExpr, Effect>;
  private readonly facts: Facts;

  constructor(effects: ReadonlyMap<RustExpr, Effect>, facts: Facts) {
    this.effects = effects;
    this.facts = facts;
  }

  /** The state behind an expression that is reached in a state. */
  expr(node: RustExpr, state: State): State {
    if (Array.isArray(state) && state.length > 0) {
      this.raised.set(node, state.at(-1) as RustCallSite);
    }
    switch (node.kind) {
      case "block":
        return this.block(node.statements, node.tail, state);
      case "if": {
        const after = this.expr(node.condition, state);
        const whenFalse = node.whenFalse === undefined ? after : this.expr(node.whenFalse, after);
        return join(this.expr(node.whenTrue, after), whenFalse);
      }
      case "match": {
        const after = this.expr(node.value, state);
        let joined: State;
        for (const { guard, value } of node.arms) {
          joined = join(joined, this.expr(value, guard === undefined ? after : this.expr(guard, after)));
        }
        return joined;
      }
      case "loop": {
        const before = node.condition === undefined ? state : this.expr(node.condition, state);
        const once = this.expr(node.body, before);
        // Who leaves by `break` leaves from anywhere in the body: only one that changes nothing says where.
        return once === undefined || isSame(once, before) ? before : "lost";
      }
      case "closure":
        // Whoever calls it says at which level.
        this.expr(node.body, "lost");
        return state;
      case "jump":
        if (node.value !== undefined) {
          this.expr(node.value, state);
        }
        return undefined;
      case "binary":
        if (node.op === "&&" || node.op === "||") {
          const after = this.expr(node.left, state);
          return join(after, this.expr(node.right, after));
        }
        break;
    }
    let after = state;
    for (const child of rustChildren(node)) {
      after = this.expr(child as RustExpr, after);
    }
    return node.kind === "macro-call" && !this.effects.has(node) ? this.macro(node, after) : this.apply(node, after);
  }

  private block(statements: readonly RustStmt[], tail: RustExpr | undefined, state: State): State {
    let after = state;
    for (const statement of statements) {
      if (statement.kind === "expr") {
        after = this.expr(statement.expr, after);
      } else if (statement.kind === "let") {
        after = statement.init === undefined ? after : this.expr(statement.init, after);
        if (statement.otherwise !== undefined) {
          this.expr(statement.otherwise, after);
        }
      }
    }
    return tail === undefined ? after : this.expr(tail, after);
  }

  private apply(node: RustExpr, state: State): State {
    const effect = this.effects.get(node);
    if (effect === undefined || state === undefined || state === "lost") {
      return state;
    }
    return effect.raises ? [...state, effect.site] : state.slice(0, -1);
  }

  /** What a macro does with its tokens nobody knows: one that names a lock's function may call it. */
  private macro(node: RustMacroCall, state: State): State {
    const isEffect = node.tokens.some(({ kind, text }) => kind === "word" && this.facts.irqlEffect(text) !== undefined);
    return isEffect && state !== undefined ? "lost" : state;
  }
}

function join(a: State, b: State): State {
  if (a === undefined || b === undefined) {
    return a ?? b;
  }
  return isSame(a, b) ? a : "lost";
}

const isSame = (a: State, b: State): boolean =>
  a === b ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((site, index) => site === b[index]));
