/** What a macro's body is: an expression, or the statements of something like a function. */
import type { Expr, FunctionDefinition, Span } from "../../syntax/ast.ts";
import { type Directive, offsetInDirective } from "../../syntax/directives.ts";
import type { SourceDocument, SyntaxDeclaration } from "../../syntax/document.ts";
import type { Language } from "../../syntax/tokens.ts";
import type { MacroDefinition } from "../file.ts";
import type { FunctionModel } from "../function.ts";
import type { Place } from "../place.ts";
import { FunctionNode } from "./function-node.ts";

/** Reads a text of its own, knowing nothing of any macro. */
export type TextReader = (text: string, language: Language) => SourceDocument;

/** The body read as an initialiser; undefined where it is none. */
export function bodyExpression(body: string, language: Language, read: TextReader): Expr | undefined {
  const document = read(`int x = ${body};`, language);
  const [declaration, ...more] = document.declarations;
  const [decl] = declaration?.syntax.decls ?? [];
  return more.length === 0 && declaration?.syntax.errors.length === 0 && decl?.kind === "variable"
    ? decl.init
    : undefined;
}

/** Names before a parenthesis in a body; members, strings and the macro's parameters left out. None where it pastes. */
export function calledNames({ body, parameters }: MacroDefinition): readonly string[] {
  if (!body.includes("(") || body.includes("#")) {
    return [];
  }
  const code = body.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  return [...code.matchAll(calls)].map((match) => match[1] ?? "").filter((name) => parameters?.includes(name) !== true);
}

const calls = /(?<![\w.>:])([A-Za-z_]\w*)\s*\(/g;

/** Where a macro's body stands in its file. */
export interface BodySource {
  readonly file: string;
  readonly macro: MacroDefinition;
  readonly directive: Directive;
  /** Offset of the body in the directive's `rest`. */
  readonly bodyStart: number;
  /** The macro's file. */
  readonly document: SourceDocument;
}

/** The body of a function-like macro read as a function's; undefined where it is none, or pastes or prints arguments. */
export function bodyFunction(source: BodySource, read: TextReader): FunctionModel | undefined {
  const { body, parameters } = source.macro;
  if (parameters === undefined || body === "" || body.includes("#")) {
    return undefined;
  }
  // A macro's parameters have no types; that of the most ordinary numbers stands for them.
  const names = parameters.map((parameter) => parameter.replace(/\.\.\.$/, "") || "__VA_ARGS__");
  const head = `int body(${names.map((name) => `int ${name}`).join(", ")}) {`;
  // The line ends before the brace: nothing in the body can take it away.
  const document = read(`${head}${body}\n;}`, source.document.language);
  const [declaration, ...more] = document.declarations;
  const [decl, ...others] = declaration?.syntax.decls ?? [];
  return declaration !== undefined &&
    more.length + others.length + declaration.syntax.errors.length === 0 &&
    decl?.kind === "function"
    ? new MacroFunction(decl, declaration, document, head.length, source)
    : undefined;
}

/** The macro as a function, whose places are in its directive. */
class MacroFunction extends FunctionNode {
  private readonly headLength: number;
  private readonly source: BodySource;

  constructor(
    definition: FunctionDefinition,
    declaration: SyntaxDeclaration,
    document: SourceDocument,
    headLength: number,
    source: BodySource,
  ) {
    super(definition, declaration, 0, undefined, source.file, document);
    this.headLength = headLength;
    this.source = source;
  }

  override get name(): string {
    return this.source.macro.name;
  }

  override place(span: Span): Place {
    const { macro, directive, bodyStart, document, file } = this.source;
    const from = span.start - this.headLength;
    const last = span.end - this.headLength - 1;
    const offset = (index: number): number => offsetInDirective(directive, document.text, bodyStart + index);
    if (span.start === span.end && from > 0 && last < macro.body.length) {
      // Between two characters is behind the first, and not on the next line.
      const at = offset(last) + 1;
      return { file, anchor: macro, start: at, end: at };
    }
    if (from < 0 || last < from || last >= macro.body.length) {
      return { file, anchor: macro, start: macro.nameStart, end: macro.nameStart + macro.name.length };
    }
    return { file, anchor: macro, start: offset(from), end: offset(last) + 1 };
  }
}
