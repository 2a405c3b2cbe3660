/** "Why can this run at this level?", asked of a place of a file: the chain of reasons, or what is missing for one. */
import type { FunctionModel } from "../../model/function.ts";
import { baseName } from "../../model/unit/paths.ts";
import type { RuleContext } from "../../rules/context.ts";
import type { Span } from "../../syntax/ast.ts";
import type { PlacedToken, SourceDocument } from "../../syntax/document.ts";
import { TokenKind } from "../../syntax/tokens.ts";
import { lineTable } from "../lines.ts";
import { rangeOf, type TextRange } from "../report.ts";
import type { UnitSession } from "../unit-session.ts";
import { nameInUnit } from "./function-names.ts";
import { functionsAt } from "./functions-at.ts";
import { codeAt } from "./hover/question.ts";
import { heightOf, type ShownLevel, type UnitLevels, type Why } from "./levels/level.ts";

/** A reason, with the reasons for it. */
export interface WhyReason {
  readonly text: string;
  /** Undefined where it stands nowhere. */
  readonly at: TextRange | undefined;
  readonly level: ShownLevel | undefined;
  readonly because: readonly WhyReason[];
}

export interface WhyAnswer {
  /** "driver.c:88 runs at DISPATCH_LEVEL". */
  readonly title: string;
  readonly at: TextRange;
  /** Undefined where it is not known; then the reasons say what is missing. */
  readonly level: ShownLevel | undefined;
  /** Shortest chain first. */
  readonly reasons: readonly WhyReason[];
}

/**
 * Answers for the statement or condition at an offset, or that comes next on its line or below; in a function's head, and
 * at other places where a function is named, for its entry. Undefined where neither is, and for code that is no kernel's.
 */
export function whyAt(session: UnitSession, path: string, offset: number): WhyAnswer | undefined {
  const reading = session.reading(path);
  const { levels } = session;
  if (reading === undefined || levels === undefined) {
    return undefined;
  }
  const { document, context } = reading;
  const place = codeFrom(document, offset, context);
  if (place === undefined) {
    const [fn] = functionsAt(document, offset, context);
    return fn && whyEntered(fn, levels);
  }
  return place.inBody === undefined
    ? whyEntered(place.fn, levels)
    : whyRuns(place.fn, place.inBody, levels, document.text);
}

function whyEntered(fn: FunctionModel, levels: UnitLevels): WhyAnswer {
  const level = levels.entryOf(fn);
  return {
    title: `${nameInUnit(fn)} is entered ${level?.phrase ?? "at a level that is not known"}`,
    at: rangeOf(fn.place(fn.definition.nameSpan)),
    level,
    reasons: (level === undefined ? levels.lackingAtEntry(fn) : levels.whyEntered(fn)).map(reasonOf),
  };
}

/** @param token of the function's nodes */
function whyRuns(fn: FunctionModel, token: Span, levels: UnitLevels, text: string): WhyAnswer {
  const there = levels.at(fn, token.start);
  const at = rangeOf(fn.place(there ?? token));
  const name = baseName(fn.file);
  const { line } = lineTable(text).positionAt(fn.anchor.start + token.start);
  const whys = there === undefined ? levels.lacking(fn, token.start) : levels.why(fn, token.start);
  const reasons = whys.map(reasonOf);
  return {
    title: `${name}:${line} ${runsAt(there?.level, reasons)}`,
    at,
    level: there?.level,
    reasons: reasons.length > 0 ? reasons : [unexplained(there?.level, at)],
  };
}

/** Where it is not known on all ways, the highest level that it has on some. */
function runsAt(level: ShownLevel | undefined, reasons: readonly WhyReason[]): string {
  const [highest] = reasons
    .flatMap((reason) => (reason.level?.isCertain === true ? reason.level : []))
    .sort((a, b) => heightOf(b) - heightOf(a));
  return level !== undefined
    ? `runs ${level.phrase}`
    : highest === undefined
      ? "runs at a level that is not known"
      : `may run ${highest.phrase}, and on other ways at a level that is not known`;
}

const unexplained = (level: ShownLevel | undefined, at: TextRange): WhyReason => ({
  text:
    level === undefined
      ? "nothing is known of the code here: no statement is seen, or none that control can come to"
      : `it is so on all ways that lead here`,
  at,
  level,
  because: [],
});

/** The first compiled token from an offset on that something is said of, and the function around it. */
function codeFrom(
  document: SourceDocument,
  offset: number,
  { file }: RuleContext,
): { readonly fn: FunctionModel; readonly inBody: Span | undefined } | undefined {
  const { fn } = codeAt({ start: offset, end: offset }, file);
  if (fn === undefined) {
    return undefined;
  }
  const { start: anchor } = fn.anchor;
  const { body } = fn.definition;
  if (offset < anchor + body.start) {
    return { fn, inBody: undefined };
  }
  for (let token = tokenNear(document, offset); token !== undefined; token = document.token(token.index + 1)) {
    if (token.end >= anchor + body.end) {
      break;
    }
    const isMark = /^(?:[{}]|else|do)$/.test(document.text.slice(token.start, token.end));
    if (token.live && token.kind !== TokenKind.directive && !isMark) {
      return { fn, inBody: { start: token.start - anchor, end: token.end - anchor } };
    }
  }
  return { fn, inBody: undefined };
}

/** The token at an offset, else the one before it on its line, else the next one. */
function tokenNear(document: SourceDocument, offset: number): PlacedToken | undefined {
  const next = document.tokenFrom(offset);
  const before = next && document.token(next.index - 1);
  const isOnLine = before !== undefined && !document.text.slice(before.end, offset).includes("\n");
  return document.tokenAt(offset) ?? (isOnLine ? before : next);
}

const reasonOf = ({ text, at, level, because }: Why): WhyReason => ({
  text,
  at: at && rangeOf(at),
  level,
  because: because.map(reasonOf),
});
