/** Templates as edits: inside the call where its arguments keep their order, else in place of it as a whole. */
import type { CallSite, FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { Expr, Span } from "../../syntax/ast.ts";
import { allocationText } from "../allocation.ts";
import type { FixEnvironment } from "../environment.ts";
import type { FixEdit } from "../fix.ts";
import { indentationAt, indentStep, lineEnd } from "../lines.ts";
import { poolTag } from "../pool-tag.ts";
import { isSimple } from "./conditions.ts";
import { isMacroBody } from "./result-use.ts";
import type { TemplatePart } from "./template.ts";

export interface Rendered {
  readonly edits: readonly FixEdit[];
  /** Whether a comment between the arguments goes. */
  readonly losesComment: boolean;
  /** What keeps the result from being all that was asked for. */
  readonly doubt?: string;
}

/** A call with what its result is assigned to, where it is. */
export interface RenderedCall {
  readonly site: CallSite;
  readonly fn: FunctionModel;
  readonly env: FixEnvironment;
  readonly target?: Expr;
}

/** @returns undefined where the call lacks an argument, or has one that cannot be written as the template asks */
export function renderExpression(parts: readonly TemplatePart[], call: RenderedCall): Rendered | undefined {
  return renderInside(parts, call) ?? renderWhole(parts, call.site.expr, call);
}

/**
 * Writes the template in the place of `span`: the call's statement, or the call where it cannot stay.
 * @param indented what has the indentation of the template's lines
 */
export function renderWhole(
  parts: readonly TemplatePart[],
  span: Span,
  call: RenderedCall,
  indented: Span = span,
): Rendered | undefined {
  const { site, fn, env } = call;
  const at = fn.place(span);
  const texts = partTexts(parts, call);
  if (texts === undefined || /^[ \t]*#/m.test(fn.text(span))) {
    return undefined;
  }
  const layout = layoutAt(fn.place(indented), env.unit);
  const text = texts.map((one) => (one.template ? layout(one.text) : one.text)).join("");
  const hasHoles = texts.some(({ hole }) => hole !== undefined);
  const snippet = texts
    .map((one) => (one.hole === undefined ? escapeSnippet(one.template ? layout(one.text) : one.text) : one.hole))
    .join("");
  const doubt = texts.find((one) => one.doubt !== undefined)?.doubt;
  const kept = site.expr.args.map((argument) => fn.text(argument)).join("");
  return {
    edits: [...distinct(texts.flatMap(({ edits }) => edits ?? [])), { at, text, ...(hasHoles ? { snippet } : {}) }],
    ...(doubt === undefined ? {} : { doubt }),
    losesComment: countComments(fn.text(span)) > countComments(kept),
  };
}

/**
 * Edits between the arguments alone, so that those keep their layout and comments: for templates that take plain
 * arguments in their order, and after that again where that makes no difference.
 */
function renderInside(parts: readonly TemplatePart[], call: RenderedCall): Rendered | undefined {
  const gaps = gapsOf(parts, call);
  if (gaps === undefined) {
    return undefined;
  }
  const { fn, site } = call;
  const edits: FixEdit[] = [];
  let losesComment = false;
  for (const [index, { text, span }] of gaps.entries()) {
    const written = fn.text(span);
    if (/^[ \t]*#/m.test(written)) {
      return undefined;
    }
    if (squeeze(written) === squeeze(text)) {
      continue;
    }
    const small = index === 0 ? openingEdits(text, site, fn, span) : moreArguments(text, written, fn, span);
    losesComment ||= small === undefined && countComments(written) > 0;
    edits.push(...(small ?? [{ at: fn.place(span), text }]));
  }
  return { edits, losesComment };
}

/** What stands round and between the arguments that stay. */
interface Gap {
  /** What the template has there. */
  readonly text: string;
  readonly span: Span;
}

function gapsOf(parts: readonly TemplatePart[], { site, fn }: RenderedCall): readonly Gap[] | undefined {
  const { expr } = site;
  const gaps: Gap[] = [];
  let text = "";
  let from = expr.start;
  let last = -1;
  for (const part of parts) {
    if (part.kind === "text") {
      text += part.text;
      continue;
    }
    if (part.kind !== "argument" && part.kind !== "rest") {
      return undefined;
    }
    const index = part.kind === "rest" ? part.from : part.index;
    const first = expr.args[index];
    const end = part.kind === "rest" ? expr.args.at(-1) : first;
    if (first === undefined || end === undefined) {
      return undefined;
    }
    if (part.kind === "argument" && index <= last && isSimple(first)) {
      text += argumentText(first, part.form, fn);
      continue;
    }
    const isPlain = part.kind === "rest" || part.form === "plain" || (part.form === "operand" && isOperand(first, fn));
    if (index <= last || !isPlain) {
      return undefined;
    }
    gaps.push({ text, span: { start: from, end: first.start } });
    text = "";
    from = end.end;
    last = part.kind === "rest" ? expr.args.length : index;
  }
  return last < 0 ? undefined : [...gaps, { text, span: { start: from, end: expr.end } }];
}

/** `printf (` becomes `DbgPrintEx (` with new arguments behind it; blanks, comments and line ends stay. */
function openingEdits(text: string, site: CallSite, fn: FunctionModel, span: Span): readonly FixEdit[] | undefined {
  const [, name, more = ""] = /^(\w+)\((.*)$/s.exec(text) ?? [];
  const behind = fn.text({ start: site.nameSpan.end, end: span.end });
  if (name === undefined || squeeze(behind) !== "(") {
    return undefined;
  }
  const edits: FixEdit[] = [{ at: fn.place(site.nameSpan), text: name }];
  if (more === "") {
    return edits;
  }
  // No place of a macro's body is empty: what would be inserted there replaces the parenthesis.
  const parenthesis = { start: site.nameSpan.end + behind.indexOf("("), end: span.end };
  return isMacroBody(fn)
    ? [...edits, { at: fn.place(parenthesis), text: `(${more}` }]
    : [...edits, { at: fn.place({ start: span.end, end: span.end }), text: more }];
}

/** Inserts arguments before a comma and what stands behind it; undefined where the gap is anything else. */
function moreArguments(text: string, written: string, fn: FunctionModel, span: Span): readonly FixEdit[] | undefined {
  const added = /^(, .*), $/s.exec(text)?.[1];
  return added === undefined || squeeze(written) !== "," || isMacroBody(fn)
    ? undefined
    : [{ at: fn.place({ start: span.start, end: span.start }), text: added }];
}

interface PartText {
  readonly text: string;
  /** Whether the text is the template's own, with line ends and tabs to lay out. */
  readonly template: boolean;
  /** The part in a snippet, where a person has to fill it in. */
  readonly hole?: string;
  /** What has to be written elsewhere: a tag's definition. */
  readonly edits?: readonly FixEdit[];
  readonly doubt?: string;
}

function partTexts(parts: readonly TemplatePart[], call: RenderedCall): readonly PartText[] | undefined {
  const { site, fn } = call;
  const { args } = site.expr;
  const texts: PartText[] = [];
  const seen = new Set<number>();
  const holes = new Map<string, number>();
  for (const part of parts) {
    switch (part.kind) {
      case "text":
        texts.push({ text: part.text, template: true });
        break;
      case "argument": {
        const argument = args[part.index];
        if (argument === undefined || (seen.has(part.index) && !isSimple(argument))) {
          return undefined;
        }
        seen.add(part.index);
        texts.push({ text: argumentText(argument, part.form, fn), template: false });
        break;
      }
      case "rest": {
        const [first, last] = [args[part.from], args.at(-1)];
        if (first === undefined || last === undefined) {
          return undefined;
        }
        texts.push({ text: fn.text({ start: first.start, end: last.end }), template: false });
        break;
      }
      case "choice": {
        const argument = args[part.index];
        const chosen =
          argument === undefined ? undefined : (part.choices.get(fn.text(argument)) ?? part.choices.get("*"));
        if (chosen === undefined) {
          return undefined;
        }
        texts.push({ text: chosen, template: false });
        break;
      }
      case "target":
        if (call.target === undefined || !isSimple(call.target)) {
          return undefined;
        }
        texts.push({ text: fn.text(call.target), template: false });
        break;
      case "new":
        texts.push({ text: freshName(part.name, call), template: false });
        break;
      case "pool": {
        const text = poolText(part, call);
        if (text === undefined) {
          return undefined;
        }
        texts.push(text);
        break;
      }
      case "tag": {
        const tag = poolTag(fn.place(site.nameSpan), call.env);
        if (tag === undefined) {
          return undefined;
        }
        texts.push({ text: tag.text, template: false, edits: tag.edits });
        break;
      }
      case "hole": {
        const number = holes.get(part.name) ?? holes.size + 1;
        holes.set(part.name, number);
        texts.push({ text: part.name, template: false, hole: `\${${number}:${escapeSnippet(part.name)}}` });
        break;
      }
    }
  }
  return texts;
}

/** An allocation whose size is one argument or a product; a product may be larger than its type. */
function poolText(
  part: TemplatePart & { readonly kind: "pool" },
  { site, fn, env }: RenderedCall,
): PartText | undefined {
  const given = part.factors.flatMap((index) => site.expr.args[index] ?? []);
  const more = given.filter((factor) => !(factor.kind === "number" && factor.value === 1));
  const factors = more.length === 0 ? given.slice(0, 1) : more;
  const tag = poolTag(fn.place(site.nameSpan), env);
  const [only] = factors;
  if (given.length !== part.factors.length || tag === undefined || only === undefined) {
    return undefined;
  }
  const size =
    factors.length === 1 ? fn.text(only) : factors.map((factor) => argumentText(factor, "operand", fn)).join(" * ");
  const { memory, contents } = part;
  const allocation = allocationText({ memory, contents, size, tag: tag.text }, env);
  const mayOverflow =
    factors.filter((factor) => env.integer(factor, fn) === undefined && factor.kind !== "sizeof").length > 0;
  const doubt =
    contents === "zeroed" && !allocation.zeroed
      ? "not zeroed by Windows before 10, version 2004"
      : factors.length > 1 && mayOverflow
        ? "check that the product does not overflow"
        : undefined;
  return { text: allocation.text, template: false, edits: tag.edits, ...(doubt === undefined ? {} : { doubt }) };
}

const distinct = (edits: readonly FixEdit[]): readonly FixEdit[] => {
  const seen = new Set<string>();
  return edits.filter(({ at, text }) => {
    const key = `${at.file}:${at.anchor.start + at.start}:${text}`;
    return !seen.has(key) && seen.add(key);
  });
};

function argumentText(argument: Expr, form: "plain" | "operand" | "pointee" | "narrow", fn: FunctionModel): string {
  const text = fn.text(argument);
  switch (form) {
    case "plain":
      return text;
    case "operand":
      return isOperand(argument, fn) ? text : `(${text})`;
    case "pointee":
      if (argument.kind === "unary" && argument.op === "&" && text.startsWith("&")) {
        return fn.text(argument.operand);
      }
      return isOperand(argument, fn) ? `*${text}` : `*(${text})`;
    case "narrow":
      return argument.kind === "string" ? argument.parts.map((part) => part.replace(/^L/, "")).join(" ") : text;
  }
}

/**
 * Whether an expression binds tighter than any operator before or behind it. A macro's parameter does not: `a + b` may
 * stand for it.
 */
function isOperand(expr: Expr, fn: FunctionModel): boolean {
  switch (expr.kind) {
    case "name":
      return !(isMacroBody(fn) && fn.parameterNames.has(expr.name)) || fn.text(expr).startsWith("(");
    case "number":
    case "char":
    case "string":
    case "call":
    case "member":
    case "index":
      return true;
    case "unary":
      return expr.op === "&" || expr.op === "*";
    case "sizeof":
      return true;
    default:
      return false;
  }
}

function freshName(wanted: string, { fn, env }: RenderedCall): string {
  const isTaken = (name: string): boolean =>
    fn.locals.has(name) ||
    fn.parameterNames.has(name) ||
    fn.uses.some((use) => use.name === name) ||
    env.unit.declares(name);
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}${number}`;
    if (!isTaken(name)) {
      return name;
    }
  }
}

/** Lays out a template's text at a place: its line ends become the file's, with the indentation of the line. */
function layoutAt(at: Place, unit: UnitModel): (text: string) => string {
  const file = unit.file(at.file);
  const indentation = file === undefined ? "" : indentationAt(at, file);
  const eol = file === undefined ? "\n" : lineEnd(file);
  return (text) =>
    text
      .replace(/\n(?!\n)/g, `\n${indentation}`)
      .replaceAll("\n", eol)
      .replaceAll("\t", indentStep(indentation));
}

const squeeze = (text: string): string => text.replace(/\/\*.*?\*\/|\/\/.*/gs, "").replace(/[\s\\]+/g, "");
const countComments = (text: string): number => text.match(/\/\*|\/\//g)?.length ?? 0;
const escapeSnippet = (text: string): string => text.replace(/[\\$}]/g, "\\$&");
