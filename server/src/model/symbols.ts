/** What a declaration adds to the names of its driver unit. */
import type {
  EnumDecl,
  Enumerator,
  FunctionDefinition,
  Prototype,
  RecordDecl,
  Span,
  TypedefDecl,
  VariableDecl,
} from "../syntax/ast.ts";
import type { AttributeRecord, ConventionRecord, MacroRecord, SalRecord } from "../syntax/side-table.ts";
import type { Anchor } from "./place.ts";

/** A named thing with where it stands. */
export interface UnitSymbol<T extends Span> {
  readonly name: string;
  readonly file: string;
  readonly anchor: Anchor;
  readonly decl: T;
  /** Annotations and attributes on the declaration's head, and words there that the grammar does not know. */
  readonly annotations: readonly SalRecord[];
  readonly attributes: readonly AttributeRecord[];
  readonly conventions: readonly ConventionRecord[];
  /** Namespace or class around it. */
  readonly scope: string | undefined;
}

/** A function's definition or prototype; what stands in its parameter list is apart from its head's. */
export interface HeadSymbol<T extends FunctionDefinition | Prototype> extends UnitSymbol<T> {
  /** All annotations inside the parameter list, by parameter index. */
  readonly parameterAnnotations: readonly (readonly SalRecord[])[];
}

export interface EnumeratorSymbol extends UnitSymbol<Enumerator> {
  /** The enumerator before it in its enum, whose value plus one is this one's where it has none of its own. */
  readonly previous: EnumeratorSymbol | undefined;
}

export interface Symbols {
  readonly functions: readonly HeadSymbol<FunctionDefinition>[];
  readonly prototypes: readonly HeadSymbol<Prototype>[];
  /** Variables at file or namespace scope; role declarations (`DRIVER_DISPATCH Read;`) are among them. */
  readonly variables: readonly UnitSymbol<VariableDecl>[];
  readonly typedefs: readonly UnitSymbol<TypedefDecl>[];
  readonly records: readonly UnitSymbol<RecordDecl>[];
  readonly enums: readonly UnitSymbol<EnumDecl>[];
  readonly enumerators: readonly EnumeratorSymbol[];
  /** Macro invocations at file scope, blanked by the mask. */
  readonly macroCalls: readonly { readonly record: MacroRecord; readonly file: string; readonly anchor: Anchor }[];
}
