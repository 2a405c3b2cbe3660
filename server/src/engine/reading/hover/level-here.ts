/** At which level a statement runs, and why: the part of a hover that is about the place and not about its word. */
import type { UnitModel } from "../../../model/unit-model.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { Span } from "../../../syntax/ast.ts";
import type { SourceDocument } from "../../../syntax/document.ts";
import type { ShownLevel, UnitLevels, Why } from "../levels/level.ts";
import { type LinkTo, markdownText, plainText, say, sentence, type Text } from "./card.ts";
import { placePart } from "./place-text.ts";
import { codeAt } from "./question.ts";

/** A line, with lines that belong below it. */
interface Line {
  readonly text: Text;
  readonly below: readonly Line[];
}

/** The shortest reasons that a few chains of calls have; who wants all of them asks for the tree. */
const maximumReasons = 3;
const lookedAt = 24;
/** Reasons of reasons. */
const maximumDepth = 3;

export interface LevelHere extends Span {
  markdown(linkTo: LinkTo): string;
  readonly plaintext: string;
}

/**
 * What is to be said of the token at an offset of the file; of a function's name in its definition that at which level it
 * is entered, where that is asked for. Undefined where nothing is known, and in all other heads, comments and code that is not compiled.
 */
export function levelHere(
  absolute: number,
  about: "statements" | "statements and names",
  document: SourceDocument,
  { file, unit }: RuleContext,
  levels: UnitLevels,
): LevelHere | undefined {
  const token = document.tokenAt(absolute);
  const fn = token?.live === true ? codeAt(token, file).fn : undefined;
  if (token === undefined || fn === undefined) {
    return undefined;
  }
  const offset = token.start - fn.anchor.start;
  const { nameSpan, body } = fn.definition;
  const isHead = offset < body.start;
  if (isHead && (about === "statements" || offset !== nameSpan.start)) {
    return undefined;
  }
  const level = isHead ? levels.entryOf(fn) : levels.at(fn, offset)?.level;
  if (level === undefined) {
    return undefined;
  }
  const whys = isHead ? levels.whyEntered(fn, lookedAt) : levels.why(fn, offset, lookedAt);
  const change = levels.changesIn(fn).find(({ start, end }) => start <= offset && offset < end);
  const title = isHead
    ? say`${fn.name} runs ${[level.phrase]}`
    : say`Runs ${[level.phrase]}${afterwards(change?.after)}`;
  const lines = whys.slice(0, maximumReasons).map((why) => lineOf(why, unit, 1));
  const all = whys.length > maximumReasons ? [...lines, { text: ["and others"], below: [] }] : lines;
  return {
    start: token.start,
    end: token.end,
    markdown: (linkTo) => [`**${markdownText(title, linkTo)}**`, markdownLines(all, linkTo)].join("\n\n").trimEnd(),
    plaintext: [plainText(title), ...plainLines(all)].join("\n"),
  };
}

const afterwards = (after: ShownLevel | undefined): Text => (after === undefined ? [] : [`, then ${after.phrase}`]);

function lineOf({ text, at, because }: Why, unit: UnitModel, depth: number): Line {
  return {
    text: at === undefined ? [text] : [text, " (", placePart(at, unit), ")"],
    below: depth < maximumDepth ? because.slice(0, 1).map((why) => lineOf(why, unit, depth + 1)) : [],
  };
}

const markdownLines = (lines: readonly Line[], linkTo: LinkTo, indent = ""): string =>
  lines
    .map(({ text, below }) =>
      [
        `${indent}- ${markdownText(sentence(text), linkTo)}`,
        ...(below.length === 0 ? [] : [markdownLines(below, linkTo, `${indent}  `)]),
      ].join("\n"),
    )
    .join("\n");

const plainLines = (lines: readonly Line[], indent = ""): readonly string[] =>
  lines.flatMap(({ text, below }) => [`${indent}- ${plainText(sentence(text))}`, ...plainLines(below, `${indent}  `)]);
