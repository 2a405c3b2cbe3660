/**
 * The syntax of one top-level Rust item as plain data: what the model, the analyses and the rules see.
 *
 * Every `start`/`end` is an offset in UTF-16 units from the top-level item's first unit (its first attribute, where it has
 * any), so that an item that an edit elsewhere has moved keeps its syntax as it is. Blanks and comments are no part of
 * any text that is kept. What stands in a macro's arguments stays tokens: nobody knows what the macro makes of them.
 */
import type { Span } from "../ast.ts";

// ---- tokens and names -----------------------------------------------------------------------------------------

export type RustTokenKind = "word" | "lifetime" | "literal" | "punctuator";

/** A token of a macro's or attribute's arguments. A punctuator is one character, but `::`, `->`, `=>` and `..` are whole. */
export interface RustToken extends Span {
  readonly kind: RustTokenKind;
  readonly text: string;
}

/** `a::b::c`, `crate::x`, `::a`, `<T as A>::f`; generic arguments are left out of the segments. */
export interface RustPath extends Span {
  /** `["wdk_sys", "ntddk", "ExFreePool"]`; `self`, `super`, `crate` and `Self` as written; `r#` is taken off. */
  readonly segments: readonly string[];
  /** It begins with `::`. */
  readonly isGlobal: boolean;
  /** It begins with `<T>` or `<T as Trait>`, which stands before the first segment and is not in `segments`. */
  readonly qualified: RustType | undefined;
  /** The last segment without its generic arguments. */
  readonly nameSpan: Span;
}

/** `#[path(args)]`, `#[path = value]`, `#![path]`; `unsafe(...)` around it is taken off. */
export interface RustAttribute extends Span {
  /** As written, without blanks: `no_mangle`, `rustfmt::skip`. */
  readonly path: string;
  /** `#![...]`: of what is around it. */
  readonly isInner: boolean;
  /** `#[unsafe(...)]`. */
  readonly isUnsafe: boolean;
  /** The path with its arguments or value, without `unsafe(...)`: what stays when that is put on or taken off. */
  readonly bare: Span;
  /** What stands between its parentheses. */
  readonly args: readonly RustToken[] | undefined;
  /** The string behind `=`, unescaped where it is a plain or raw string literal; else undefined. */
  readonly value: string | undefined;
}

// ---- types ----------------------------------------------------------------------------------------------------

export type RustType =
  | RustPathType
  | RustPointerType
  | RustFunctionType
  | RustArrayType
  | RustTupleType
  | RustOtherType;

interface TypeBase extends Span {
  /** As written, without blanks where none are needed. */
  readonly text: string;
}

/** `NTSTATUS`, `core::option::Option<T>`. */
export interface RustPathType extends TypeBase {
  readonly kind: "path";
  readonly path: RustPath;
  /** Generic arguments of the last segment that are types. */
  readonly args: readonly RustType[];
}

/** `*mut T`, `*const T`, `&T`, `&mut T`. */
export interface RustPointerType extends TypeBase {
  readonly kind: "pointer" | "reference";
  readonly isMutable: boolean;
  readonly to: RustType;
}

/** `unsafe extern "C" fn(T) -> R`. */
export interface RustFunctionType extends TypeBase {
  readonly kind: "function-pointer";
  /** As `RustFunctionItem.abi`. */
  readonly abi: string | undefined;
  readonly parameters: readonly RustType[];
  readonly returnType: RustType | undefined;
}

/** `[T]` and `[T; N]`. */
export interface RustArrayType extends TypeBase {
  readonly kind: "array";
  readonly element: RustType;
  readonly length: RustExpr | undefined;
}

/** `()`, `(A, B)`. */
export interface RustTupleType extends TypeBase {
  readonly kind: "tuple";
  readonly items: readonly RustType[];
}

/** `!`, and all else: `dyn T`, `impl T`, `_`, macros. */
export interface RustOtherType extends TypeBase {
  readonly kind: "never" | "other";
}

// ---- patterns -------------------------------------------------------------------------------------------------

export interface RustPattern extends Span {
  /** `_`, a single name that is bound (or means a constant), or all else. */
  readonly kind: "wildcard" | "name" | "other";
  /** Names that it binds, or could: of `None` nobody knows without the types. */
  readonly names: readonly string[];
  readonly text: string;
}

// ---- expressions ----------------------------------------------------------------------------------------------

/** A name or a path; `self` is one too. */
export interface RustPathExpr extends Span {
  readonly kind: "path";
  readonly path: RustPath;
  /** Types between `::<` and `>` at its end. */
  readonly typeArgs: readonly RustType[];
}

export type RustLiteralKind = "integer" | "float" | "string" | "byte-string" | "c-string" | "char" | "byte" | "bool";

export interface RustLiteral extends Span {
  readonly kind: "literal";
  readonly literal: RustLiteralKind;
  /** As written, with prefix, quotes and suffix. */
  readonly text: string;
  /** The value of an integer or byte that a double holds exactly; else undefined. */
  readonly value: number | undefined;
}

/** `f(args)`. */
export interface RustCall extends Span {
  readonly kind: "call";
  readonly callee: RustExpr;
  readonly args: readonly RustExpr[];
}

/** `receiver.name(args)`. */
export interface RustMethodCall extends Span {
  readonly kind: "method-call";
  readonly receiver: RustExpr;
  readonly name: string;
  readonly nameSpan: Span;
  readonly typeArgs: readonly RustType[];
  readonly args: readonly RustExpr[];
}

/** `object.name`, `object.0`. */
export interface RustField extends Span {
  readonly kind: "field";
  readonly object: RustExpr;
  readonly name: string;
  readonly nameSpan: Span;
}

export interface RustIndex extends Span {
  readonly kind: "index";
  readonly object: RustExpr;
  readonly index: RustExpr;
}

/** `operand?`. */
export interface RustTry extends Span {
  readonly kind: "try";
  readonly operand: RustExpr;
}

/** `!x`, `-x`, `*x`. */
export interface RustUnary extends Span {
  readonly kind: "unary";
  readonly op: "!" | "-" | "*";
  readonly operand: RustExpr;
}

/** `&x`, `&mut x`, `&raw const x`. */
export interface RustReference extends Span {
  readonly kind: "reference";
  readonly isMutable: boolean;
  readonly isRaw: boolean;
  readonly operand: RustExpr;
}

export interface RustBinary extends Span {
  readonly kind: "binary";
  readonly op: string;
  readonly left: RustExpr;
  readonly right: RustExpr;
}

/** `=`, `+=`, `|=` ... */
export interface RustAssign extends Span {
  readonly kind: "assign";
  readonly op: string;
  readonly left: RustExpr;
  readonly right: RustExpr;
}

/** `operand as T`. */
export interface RustCast extends Span {
  readonly kind: "cast";
  readonly operand: RustExpr;
  readonly type: RustType;
}

/** `a..b`, `..=b`, `..`. */
export interface RustRange extends Span {
  readonly kind: "range";
  readonly op: ".." | "..=";
  readonly from: RustExpr | undefined;
  readonly to: RustExpr | undefined;
}

/** `T { a: x, b, ..rest }`. */
export interface RustStructExpr extends Span {
  readonly kind: "struct-expr";
  readonly path: RustPath | undefined;
  readonly fields: readonly RustFieldInit[];
  readonly base: RustExpr | undefined;
}

export interface RustFieldInit extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** Of the shorthand `{ name }` the variable of that name. */
  readonly value: RustExpr;
}

/** `(a, b)`; `()` has no items. */
export interface RustTuple extends Span {
  readonly kind: "tuple";
  readonly items: readonly RustExpr[];
}

/** `[a, b]`; of `[a; n]` `items` is the one, and `length` is there. */
export interface RustArray extends Span {
  readonly kind: "array";
  readonly items: readonly RustExpr[];
  readonly length: RustExpr | undefined;
}

/** `{ ... }`, also with a word before it. */
export interface RustBlock extends Span {
  readonly kind: "block";
  readonly mode: "plain" | "unsafe" | "async" | "const" | "try" | "gen";
  /** Without its apostrophe. */
  readonly label: string | undefined;
  /** `#![...]` at its beginning. */
  readonly attributes: readonly RustAttribute[];
  readonly statements: readonly RustStmt[];
  /** The expression at its end whose value it has. */
  readonly tail: RustExpr | undefined;
}

export interface RustIf extends Span {
  readonly kind: "if";
  readonly condition: RustExpr;
  readonly whenTrue: RustBlock;
  readonly whenFalse: RustExpr | undefined;
}

/** `let pattern = value` as a condition. */
export interface RustLetCondition extends Span {
  readonly kind: "let-condition";
  readonly pattern: RustPattern;
  readonly value: RustExpr;
}

export interface RustMatch extends Span {
  readonly kind: "match";
  readonly value: RustExpr;
  readonly arms: readonly RustMatchArm[];
}

export interface RustMatchArm extends Span {
  readonly attributes: readonly RustAttribute[];
  readonly pattern: RustPattern;
  readonly guard: RustExpr | undefined;
  readonly value: RustExpr;
}

/** `loop`, `while` and `for`: `condition` is that of a while, or what a for goes over. */
export interface RustLoop extends Span {
  readonly kind: "loop";
  readonly loop: "loop" | "while" | "for";
  readonly label: string | undefined;
  readonly pattern: RustPattern | undefined;
  readonly condition: RustExpr | undefined;
  readonly body: RustBlock;
}

export interface RustClosure extends Span {
  readonly kind: "closure";
  readonly isMove: boolean;
  readonly parameters: readonly RustParameter[];
  readonly body: RustExpr;
}

/** `return`, `break`, `continue` and `yield`. */
export interface RustJump extends Span {
  readonly kind: "jump";
  readonly jump: "return" | "break" | "continue" | "yield";
  readonly label: string | undefined;
  readonly value: RustExpr | undefined;
}

/** `operand.await`. */
export interface RustAwait extends Span {
  readonly kind: "await";
  readonly operand: RustExpr;
}

/** `path!(tokens)`. */
export interface RustMacroCall extends Span {
  readonly kind: "macro-call";
  readonly path: RustPath;
  readonly delimiter: "(" | "[" | "{";
  /** What stands between the delimiters, inner ones included. */
  readonly tokens: readonly RustToken[];
}

/** Anything this syntax has no name for; its parts are kept, so that a walker misses nothing inside. */
export interface RustUnknownExpr extends Span {
  readonly kind: "unknown-expr";
  readonly children: readonly RustExpr[];
}

export type RustExpr =
  | RustPathExpr
  | RustLiteral
  | RustCall
  | RustMethodCall
  | RustField
  | RustIndex
  | RustTry
  | RustUnary
  | RustReference
  | RustBinary
  | RustAssign
  | RustCast
  | RustRange
  | RustStructExpr
  | RustTuple
  | RustArray
  | RustBlock
  | RustIf
  | RustLetCondition
  | RustMatch
  | RustLoop
  | RustClosure
  | RustJump
  | RustAwait
  | RustMacroCall
  | RustUnknownExpr;

// ---- statements -----------------------------------------------------------------------------------------------

export interface RustLet extends Span {
  readonly kind: "let";
  readonly attributes: readonly RustAttribute[];
  readonly pattern: RustPattern;
  readonly type: RustType | undefined;
  readonly init: RustExpr | undefined;
  /** `let ... else { ... }`. */
  readonly otherwise: RustBlock | undefined;
}

/** An expression whose value nobody takes. */
export interface RustExprStmt extends Span {
  readonly kind: "expr";
  readonly attributes: readonly RustAttribute[];
  readonly expr: RustExpr;
}

/** An item inside a block. */
export interface RustItemStmt extends Span {
  readonly kind: "item";
  readonly item: RustItem;
}

export interface RustEmptyStmt extends Span {
  readonly kind: "empty";
}

export type RustStmt = RustLet | RustExprStmt | RustItemStmt | RustEmptyStmt;

// ---- items ----------------------------------------------------------------------------------------------------

interface ItemBase extends Span {
  /** Outer attributes, and inner ones of what has a body. */
  readonly attributes: readonly RustAttribute[];
  /** Where it begins behind its attributes: at `pub`, `unsafe`, `fn`. */
  readonly head: number;
  readonly isPublic: boolean;
}

export interface RustParameter extends Span {
  readonly pattern: RustPattern;
  /** Undefined for `self` and where a closure does not say. */
  readonly type: RustType | undefined;
}

/** A function with a body, or its declaration in a trait or an extern block (`body` undefined). */
export interface RustFunctionItem extends ItemBase {
  readonly kind: "function";
  readonly name: string;
  readonly nameSpan: Span;
  readonly isUnsafe: boolean;
  readonly isConst: boolean;
  readonly isAsync: boolean;
  /** `extern "system"`: `system`. `extern` alone is `C`; undefined where the word is not there. */
  readonly abi: string | undefined;
  /** `extern "system"` as written; undefined where it is not there. */
  readonly abiSpan: Span | undefined;
  /** The word `fn`. */
  readonly fnSpan: Span;
  /** It has a `self`. */
  readonly isMethod: boolean;
  /** Without `self`. */
  readonly parameters: readonly RustParameter[];
  readonly parametersSpan: Span;
  readonly isVariadic: boolean;
  readonly returnType: RustType | undefined;
  readonly body: RustBlock | undefined;
}

export interface RustImpl extends ItemBase {
  readonly kind: "impl";
  readonly isUnsafe: boolean;
  /** `impl Trait for Type`. */
  readonly trait: RustPath | undefined;
  readonly type: RustType;
  readonly items: readonly RustItem[];
}

export interface RustTrait extends ItemBase {
  readonly kind: "trait";
  readonly name: string;
  readonly nameSpan: Span;
  readonly items: readonly RustItem[];
}

/** `unsafe extern "system" { ... }`. */
export interface RustExternBlock extends ItemBase {
  readonly kind: "extern-block";
  readonly isUnsafe: boolean;
  /** As `RustFunctionItem.abi`. */
  readonly abi: string;
  readonly items: readonly RustItem[];
}

export interface RustExternCrate extends ItemBase {
  readonly kind: "extern-crate";
  readonly name: string;
  readonly nameSpan: Span;
  readonly alias: string | undefined;
}

export interface RustModule extends ItemBase {
  readonly kind: "mod";
  readonly name: string;
  readonly nameSpan: Span;
  /** Undefined for `mod name;`, whose items are another file. */
  readonly items: readonly RustItem[] | undefined;
}

export interface RustUse extends ItemBase {
  readonly kind: "use";
  /** Each name that it brings in: `use a::{b, c as d, e::*}` has three. */
  readonly imports: readonly RustImport[];
}

export interface RustImport extends Span {
  /** The whole path from its beginning, `self` at its end taken off: `["a", "b"]`; of `a::*` it is `["a"]`. */
  readonly segments: readonly string[];
  readonly isGlobal: boolean;
  readonly isGlob: boolean;
  /** The name under which it is known here; undefined for a glob, `_` for `as _`. */
  readonly name: string | undefined;
  /** The first segment of the whole path, which several imports of one `use` share. */
  readonly firstSpan: Span;
}

export interface RustVariable extends ItemBase {
  readonly kind: "static" | "const";
  readonly name: string;
  readonly nameSpan: Span;
  readonly isMutable: boolean;
  readonly type: RustType | undefined;
  readonly value: RustExpr | undefined;
}

/** Variants of an enum are in `fields`, without a type. */
export interface RustRecord extends ItemBase {
  readonly kind: "struct" | "union" | "enum";
  readonly name: string;
  readonly nameSpan: Span;
  readonly fields: readonly RustFieldDecl[];
}

export interface RustFieldDecl extends Span {
  /** `0`, `1` ... of a tuple structure. */
  readonly name: string;
  readonly type: RustType | undefined;
}

export interface RustTypeAlias extends ItemBase {
  readonly kind: "type";
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: RustType | undefined;
}

/** `macro_rules! name { ... }`, and nightly's `macro name(...) { ... }`. */
export interface RustMacroRules extends ItemBase {
  readonly kind: "macro-rules";
  readonly name: string;
  readonly nameSpan: Span;
  readonly tokens: readonly RustToken[];
}

/** A macro called where an item stands. */
export interface RustMacroItem extends ItemBase {
  readonly kind: "macro-item";
  readonly call: RustMacroCall;
}

/** `#![...]` at the head of a file; it is the only one of the item's `attributes`. */
export interface RustInnerAttribute extends ItemBase {
  readonly kind: "inner-attribute";
}

/** What the grammar did not understand, with what is recognisable in it. */
export interface RustUnknownItem extends ItemBase {
  readonly kind: "unknown-item";
  readonly children: readonly RustNode[];
}

export type RustItem =
  | RustFunctionItem
  | RustImpl
  | RustTrait
  | RustExternBlock
  | RustExternCrate
  | RustModule
  | RustUse
  | RustVariable
  | RustRecord
  | RustTypeAlias
  | RustMacroRules
  | RustMacroItem
  | RustInnerAttribute
  | RustUnknownItem;

export type RustNode = RustItem | RustStmt | RustExpr;

/** The syntax of one top-level item. */
export interface RustItemSyntax {
  /** One, but for text that is no item. */
  readonly items: readonly RustItem[];
  /** Spans of what the grammar did not understand. In a function that holds one nothing is found. */
  readonly errors: readonly Span[];
}
