/** Comments that hide a finding, as edits of its file: for its line, or for the whole file. */
import { lineEnd } from "../../fixes/lines.ts";
import type { Lexed } from "../judge.ts";
import type { ReportedFinding, ReportedFix } from "../report.ts";
import { commentsWith, parseOrder } from "./comments.ts";
import { type Comment, SourceText } from "./source-text.ts";

/**
 * What an editor offers beside a finding's fixes; none is preferred. Each leaves the program as it is and hides this
 * finding, with whatever else the rule says of the same line or the same macro's definition. An order that stands
 * there already gets the rule's name too, unless its author gave a reason, which need not hold for this rule.
 * @param text the file's, which `lexed` is of
 */
export function suppressionFixes(finding: ReportedFinding, text: string, lexed: Lexed): readonly ReportedFix[] {
  const source = new SourceText(finding.path, text, lexed.tokens, lexed.words, lexed.comments);
  const action = (reach: string, { at, text: comment }: Insertion): ReportedFix => ({
    title: `Disable ${finding.rule} ${reach}`,
    edits: [{ path: finding.path, start: at, end: at, text: comment }],
    preferred: false,
  });
  const here = forLine(finding, source);
  return [
    ...(here === undefined ? [] : [action(here.reach, here)]),
    action("for the whole file", forFile(finding.rule, source)),
  ];
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Undefined where no comment can be read for the line: in a directive without code, or inside of a comment. */
function forLine(finding: ReportedFinding, source: SourceText): (Insertion & { readonly reach: string }) | undefined {
  const { rule, start } = finding;
  const token = source.tokenAt(start);
  const isDirective = source.isDirective(token) && source.start(token) <= start;
  if (isDirective && source.isPassedOver(token)) {
    return undefined;
  }
  // No comment line can stand between the lines of a directive; above it, it holds for all of them.
  const subject = isDirective ? source.start(token) : start;
  const isMacro = isDirective && /^#\s*define\b/.test(source.textOf(token));
  const reach = isMacro ? "for this macro" : "for this line";
  const line = source.lineAt(subject);
  if (!isOwnLine(line.start, source)) {
    const isHere = source.lineAt(start).start === line.start && source.commentAt(subject, 0).comment === undefined;
    return isHere && source.style.blocks !== "none"
      ? { at: subject, text: `/* driverlens-disable-line ${rule} */ `, reach }
      : undefined;
  }
  const { at, order } = above(line.start, source);
  if (order !== undefined) {
    return { ...nameAdded(order, rule, source), reach };
  }
  const indent = /^[ \t]*/.exec(source.text.slice(line.start, subject))?.[0] ?? "";
  return { at, text: `${indent}${comment("disable-next-line", rule, source)}${lineEnd(source)}`, reach };
}

/** Whether the code of a line begins on it: there is some, and no comment or string of the lines above ends there. */
function isOwnLine(lineStart: number, source: SourceText): boolean {
  const token = source.tokenAt(lineStart);
  const first = source.start(token);
  const around = source.commentAt(lineStart, 0).comment;
  return (
    token < source.tokens.count &&
    first >= lineStart &&
    first <= source.lineAt(lineStart).end &&
    (around === undefined || around.start >= lineStart)
  );
}

/**
 * Where a comment line goes that is meant for the line that begins at `lineStart`: above those that other tools read for
 * that line, as they may look no further than one line. `order` is one of driverlens that can take another name.
 */
function above(lineStart: number, source: SourceText): { readonly at: number; readonly order?: Comment } {
  let at = lineStart;
  while (at > 0) {
    const line = source.lineAt(at - 1);
    const start = line.start + (/^[ \t]*/.exec(source.text.slice(line.start, line.end))?.[0].length ?? 0);
    const text = source.text.slice(start, line.end);
    const isPragma = /^#\s*pragma\s+(?:warning|prefast)\b.*\bsuppress\b.*[^\\]$/.test(text);
    const found =
      text.startsWith(source.style.line) || text.startsWith("/*") ? source.commentAt(start, 0).comment : undefined;
    const isComment =
      found?.start === start && source.text.slice(found.end, line.end).trim() === "" && found.end <= line.end;
    if (!isPragma && !(isComment && forNextLine.test(text))) {
      break;
    }
    if (isComment && found.body.startsWith("driverlens-disable-next-line") && takesNames(found)) {
      return { at, order: found };
    }
    at = line.start;
  }
  return { at };
}

/** Comments that tools read for the line below. */
const forNextLine = /-next-line\b|nextline|\bcodeql\b|\blgtm\b|cppcheck-suppress|coverity/i;

/** The rule's name goes to an order that stands anywhere in the file, else a new one below the file's first comment. */
function forFile(rule: string, source: SourceText): Insertion {
  for (const found of commentsWith(source, "driverlens-")) {
    if (parseOrder(found.body).verb === "driverlens-disable-file" && takesNames(found)) {
      return nameAdded(found, rule, source);
    }
  }
  const { text } = source;
  const eol = lineEnd(source);
  const order = comment("disable-file", rule, source);
  const at = headEnd(source);
  const next = nextLine(at, text);
  const gap = next === undefined || /^[ \t]*(?:[\r\n]|$)/.test(text.slice(at === 0 ? 0 : next)) ? "" : eol;
  return { at, text: at === 0 ? `${order}${eol}${gap}` : `${eol}${eol}${order}${gap}` };
}

/**
 * The end of the line that ends the file's head: its licence, which is comments without a gap that nothing but a gap or
 * a directive follows, then `#pragma once`. 0 where there is neither.
 */
function headEnd(source: SourceText): number {
  const { text } = source;
  let head = 0;
  for (let at: number | undefined = blanksEnd(0, text); at !== undefined; ) {
    const found = source.commentAt(at, 0).comment;
    if (found?.start !== at || !/^[ \t]*(?:[\r\n]|$)/.test(text.slice(found.end, found.end + 200))) {
      break;
    }
    head = source.lineAt(found.end).end;
    const next = nextLine(head, text);
    at = next === undefined ? undefined : next + (/^[ \t]*/.exec(text.slice(next, next + 200))?.[0].length ?? 0);
  }
  const follows = text.slice(nextLine(head, text) ?? text.length).slice(0, 200);
  const licence = head > 0 && /^[ \t]*(?:[\r\n#]|$)/.test(follows) ? head : 0;
  const isOnce = source.isDirective(0) && /^#\s*pragma\s+once\b/.test(source.textOf(0));
  return isOnce ? source.lineAt(source.end(0)).end : licence;
}

function blanksEnd(from: number, text: string): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) {
    at++;
  }
  return at;
}

/** Where the line below a line's end begins; undefined at the end of the text. */
function nextLine(end: number, text: string): number | undefined {
  const next = end + (text.startsWith("\r\n", end) ? 2 : 1);
  return next > text.length ? undefined : next;
}

/** Whether another name can be put to an order: one without names is for every rule, a reason for those it names. */
function takesNames({ body }: Comment): boolean {
  const { names, justification } = parseOrder(body);
  return names.length > 0 && justification === undefined;
}

function nameAdded({ start, body }: Comment, rule: string, { text, style }: SourceText): Insertion {
  return {
    at: text.indexOf(body, start + style.line.length) + body.replace(/[\s,;:]+$/, "").length,
    text: `, ${rule}`,
  };
}

/** A comment in the way in which the file's others are written: `//`, unless all have been block comments so far. */
function comment(verb: string, rule: string, { text, style }: SourceText): string {
  if (style.line !== "//") {
    return `${style.line} driverlens-${verb} ${rule}`;
  }
  let hasBlocks = false;
  for (const [part] of text.slice(0, looksThrough).matchAll(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:\\.|[^"\\\n])*"/g)) {
    hasBlocks ||= part.startsWith("/*");
    // The kernel's own style has this one line in sources that have no other of its kind.
    if (part.startsWith("//") && !/^\/\/\s*SPDX-/.test(part)) {
      return `// driverlens-${verb} ${rule}`;
    }
  }
  return hasBlocks ? `/* driverlens-${verb} ${rule} */` : `// driverlens-${verb} ${rule}`;
}

/** More of a file need not be seen to know its style. */
const looksThrough = 100_000;
