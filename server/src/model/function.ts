/** A function definition with what rules ask of it: its calls, its names, its contract. */
import type { CallExpr, FunctionDefinition, Node, Span, VariableDecl } from "../syntax/ast.ts";
import type { AttributeRecord, ConventionRecord, SalRecord } from "../syntax/side-table.ts";
import type { Anchor, Place } from "./place.ts";

/** A call in a function's body, in source order. */
export interface CallSite {
  readonly expr: CallExpr;
  /** The called name where it is one (`ExFreePool`, `ns::f`); undefined for calls through members and pointers. */
  readonly name: string | undefined;
  /** The span of the callee. */
  readonly nameSpan: Span;
}

/**
 * A definition as its callers see it, without body and place: it stays the same while these change. Whoever needs no
 * more than this asks for no more, and need not be asked again with each keystroke in the body.
 */
export interface FunctionSignature {
  readonly name: string;
  /** See `FunctionModel.scope`. */
  readonly scope: string | undefined;
  readonly file: string;
  readonly isStatic: boolean;
  readonly parameterCount: number;
}

/** A name used as a value, not called: `table[0] = HeapFree`, `&HeapFree`. */
export interface NameUse extends Span {
  readonly name: string;
}

export interface FunctionModel {
  readonly name: string;
  /** `ns::Cls` of a member or namespaced function. */
  readonly scope: string | undefined;
  readonly file: string;
  /** What it stands in; ask `place` where a span of it is. */
  readonly anchor: Anchor;
  readonly definition: FunctionDefinition;
  /** An ERROR stands in its body: flow rules leave it alone. */
  readonly broken: boolean;
  readonly calls: readonly CallSite[];
  /** Names read as values, calls' callees not among them. */
  readonly uses: readonly NameUse[];
  /** Local variables by name, parameters not among them; several where blocks shadow. */
  readonly locals: ReadonlyMap<string, readonly VariableDecl[]>;
  readonly parameterNames: ReadonlySet<string>;
  /**
   * Names that stand alone as an argument of a call in capitals or of a macro that the mask took out: such a macro may
   * declare them (`DECLARE_LIST(free);`).
   */
  readonly macroArguments: ReadonlySet<string>;
  /** SAL on this definition's head, parameters' annotations left out. */
  readonly annotations: readonly SalRecord[];
  readonly attributes: readonly AttributeRecord[];
  /** Words of the head that the grammar does not know: calling conventions, linkage, macros (`PAGED_CODE_SEG`). */
  readonly conventions: readonly ConventionRecord[];
  /** All side records of SAL inside the parameter list, by parameter index. */
  readonly parameterAnnotations: readonly (readonly SalRecord[])[];
  /** The node that holds a node; undefined for the definition itself. Made on first use. */
  parentOf(node: Node): Node | undefined;
  /** The place of a span of this function. */
  place(span: Span): Place;
  /** The text of a span of this function as written, comments and annotations included. */
  text(span: Span): string;
}

export function signatureOf({ name, scope, file, definition }: FunctionModel): FunctionSignature {
  const { storage, parameters } = definition;
  return { name, scope, file, isStatic: storage.includes("static"), parameterCount: parameters.length };
}
