/** One source file as the rules see it: its declarations, directives and functions, all plain data. */
import type { DeclarationSyntax, Expr, Span } from "../syntax/ast.ts";
import type { SideTable } from "../syntax/side-table.ts";
import type { Dialect, Language } from "../syntax/tokens.ts";
import type { FunctionModel } from "./function.ts";
import type { PlacedStore } from "./stores.ts";
import type { Symbols } from "./symbols.ts";

/** A top-level declaration with what was made of it; identical from snapshot to snapshot while its text stays. */
export interface DeclarationModel {
  /** Absolute offset of its first unit; moved by the document when text above changes (see `Anchor`). */
  readonly start: number;
  readonly length: number;
  readonly syntax: DeclarationSyntax;
  readonly side: SideTable;
  readonly functions: readonly FunctionModel[];
  readonly symbols: Symbols;
  /** The text of a span of the declaration as written, comments and annotations included. */
  text(span: Span): string;
  /** What its functions and initialisers put into fields and variables that may hold functions. */
  readonly stores: readonly PlacedStore[];
}

/** `#define NAME body` or `#define NAME(a, b) body` in compiled code. */
export interface MacroDefinition {
  /** Absolute offset of the `#`. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Relative to `start`. */
  readonly nameStart: number;
  readonly parameters: readonly string[] | undefined;
  /** The body without comments and continuations, trimmed. */
  readonly body: string;
  /** The body as an expression, where it is one; its spans are relative to nothing and only good for its shape. */
  readonly expression: Expr | undefined;
  /**
   * The body of a macro with parameters read as that of a function, whose parameters have no types that mean anything;
   * undefined where it is no sequence of statements or pastes or prints its arguments. Its places are in the directive.
   */
  readonly function: FunctionModel | undefined;
  /** Names that the body calls, as far as its text tells: members, strings and the macro's parameters are left out. */
  readonly calls: readonly string[];
}

/** `#include "path"` or `#include <path>` in compiled code. */
export interface Include {
  readonly start: number;
  readonly end: number;
  readonly path: string;
  readonly system: boolean;
}

/** `#pragma text` or `__pragma(text)` in compiled code. */
export interface Pragma {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface FileModel {
  /** `/`-separated, as the workspace knows it. */
  readonly path: string;
  readonly language: Language;
  readonly dialect: Dialect;
  readonly text: string;
  readonly declarations: readonly DeclarationModel[];
  readonly macros: readonly MacroDefinition[];
  readonly includes: readonly Include[];
  readonly pragmas: readonly Pragma[];
  /** Those in branches that are not compiled: another build may mean them. */
  readonly skippedPragmas: readonly Pragma[];
  /**
   * The condition, as written, that the compiled text at an absolute offset hangs on while it is not known whether it
   * holds (`ifdef FEATURE_X`); undefined where the text is compiled for sure.
   */
  assumption(offset: number): string | undefined;
  /** Offset of the `#` of the directive that this condition stands in. */
  assumptionStart(offset: number): number | undefined;
  /** What the `#if`s around an absolute offset say, innermost first; where it is in an `#else`, what its `#if` says. */
  conditionsAround(offset: number): readonly string[];
}
