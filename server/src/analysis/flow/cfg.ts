/**
 * The control-flow graph of one function: what is evaluated in which order, and under which conditions. It knows C, C++
 * and structured exceptions; it knows nothing of drivers.
 */
import type {
  AsmStmt,
  AssignExpr,
  CallExpr,
  DeleteExpr,
  Expr,
  NewExpr,
  PostfixExpr,
  ReturnStmt,
  Stmt,
  ThrowExpr,
  UnaryExpr,
  VariableDecl,
  WhileStmt,
} from "../../syntax/ast.ts";

/** One thing that happens. Operands have been evaluated by the steps before it. */
export type Step =
  /** Control has come to a statement; nothing of it has been evaluated yet. */
  | { readonly kind: "statement"; readonly node: Stmt }
  | { readonly kind: "call"; readonly node: CallExpr }
  | { readonly kind: "assign"; readonly node: AssignExpr | UnaryExpr | PostfixExpr }
  | { readonly kind: "allocate"; readonly node: NewExpr }
  | { readonly kind: "delete"; readonly node: DeleteExpr }
  /** A variable begins to live, with the value of its initialiser where it has one. */
  | { readonly kind: "declare"; readonly node: VariableDecl }
  /** A variable's life ends: in C++ its destructor runs. */
  | { readonly kind: "end"; readonly node: VariableDecl }
  /** A loop behind a macro begins another round: variables that it names may have got other values. */
  | { readonly kind: "iterate"; readonly node: WhileStmt }
  | { readonly kind: "return"; readonly node: ReturnStmt }
  | { readonly kind: "throw"; readonly node: ThrowExpr }
  | { readonly kind: "assembly"; readonly node: AsmStmt };

/** What has to hold for an edge to be taken. */
export type Guard =
  /** `expr` is no `&&`, `||` or `!`: those have become edges of their own. */
  | { readonly kind: "condition"; readonly expr: Expr; readonly holds: boolean }
  | { readonly kind: "case"; readonly on: Expr | VariableDecl; readonly value: Expr }
  /** None of the switch's values. */
  | { readonly kind: "default"; readonly on: Expr | VariableDecl; readonly values: readonly Expr[] };

export interface Edge {
  readonly to: Block;
  readonly guard: Guard | undefined;
  /**
   * An exception may leave the block here, with the state from *before* its steps: blocks that exceptions can leave hold
   * at most one step that changes anything.
   */
  readonly exceptional: boolean;
}

/** Steps that happen one after the other, and where control may go then. */
export interface Block {
  /** Position in `Cfg.blocks`. */
  readonly id: number;
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
}

export interface Cfg {
  readonly entry: Block;
  /** Every return leads here, and the end of the body. Has no steps. Undefined where control never gets there. */
  readonly exit: Block | undefined;
  /** Where exceptions leave the function; undefined where none does that is visible here. */
  readonly unwind: Block | undefined;
  /** Those that control can reach, in reverse postorder: a block comes after its predecessors but for loops. */
  readonly blocks: readonly Block[];
}

/** What the graph needs to know of the code's names. */
export interface CfgQuestions {
  /** The value of a condition that is the same on every path; undefined where it may differ. */
  constant(expr: Expr): boolean | undefined;
  /** Whether control does not come back from a call: `KeBugCheckEx`. */
  noReturn(call: CallExpr): boolean;
  /** What holds after a call, whatever held before: the argument of `NT_ASSERT` or `__assume`. */
  assumed(call: CallExpr): Expr | undefined;
  /** The argument whose truth is the call's own: of `unlikely(x)`. */
  truthOf?(call: CallExpr): Expr | undefined;
}
