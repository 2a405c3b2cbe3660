/** What is written at the ends of lines: at which level a function runs, and the new one behind calls that change it. */
import type { FunctionModel } from "../../../model/function.ts";
import type { Place } from "../../../model/place.ts";
import type { UnitSession } from "../../unit-session.ts";
import { brief } from "./brief.ts";
import { isLevelTold } from "./callbacks.ts";
import { type Change, LastSaid } from "./last-said.ts";
import type { EntryLevel, Sayer, UnitLevels } from "./level.ts";

export interface LevelHint {
  /** The end of a line, white space there left out: an absolute offset in UTF-16 units. */
  readonly at: number;
  readonly label: string;
  /** Absolute offset of what the hint is about: the function's name, or the call. */
  readonly about: number;
}

/** What is told of a hint to who asks for more. */
export interface HintDetails {
  /** Paragraphs of plain text. */
  readonly text: readonly string[];
  /** The place of the first reason. */
  readonly place: Place | undefined;
}

/** Offsets count from the definition's start; `at` is anywhere on the hint's line. */
interface Hint {
  readonly at: number;
  readonly label: string;
  readonly about: number;
  readonly of: "entry" | "change";
}

/** What else is shown: what a lens above a function says need not be said at its head. */
export interface HintSurroundings {
  readonly hasLenses: boolean;
}

export class LevelHints {
  private readonly session: UnitSession;
  private readonly last = new LastSaid<readonly Hint[]>(moved);

  constructor(session: UnitSession) {
    this.session = session;
  }

  /** Those in a range of absolute offsets, by position, one a line; undefined where nothing can be known of the file. */
  of(path: string, from: number, to: number, { hasLenses }: HintSurroundings): readonly LevelHint[] | undefined {
    const reading = this.session.reading(path);
    const { levels } = this.session;
    if (reading === undefined || levels === undefined) {
      return undefined;
    }
    const { text } = reading.document;
    const { context } = reading;
    const byLine = new Map<number, LevelHint>();
    for (const fn of functionsIn(context.file.declarations, from, to)) {
      const start = fn.anchor.start + fn.definition.start;
      const isTold = hasLenses && isLevelTold(fn, context, levels);
      for (const { at, label, about, of } of this.last.of(fn, levels, () => hintsOf(fn, levels))) {
        const end = endOfLine(text, start + at);
        if (from <= end && end <= to && !(of === "entry" && isTold)) {
          byLine.set(end, { at: end, label, about: start + about });
        }
      }
    }
    return [...byLine.values()].sort((a, b) => a.at - b.at);
  }

  /** @param about as in the hint, of the text as it is now; undefined where nothing is known of it any more */
  details(path: string, about: number): HintDetails | undefined {
    const reading = this.session.reading(path);
    const { levels } = this.session;
    const [fn] = reading === undefined ? [] : functionsIn(reading.context.file.declarations, about, about);
    if (fn === undefined || levels === undefined) {
      return undefined;
    }
    const offset = about - fn.anchor.start;
    if (offset < fn.definition.body.start) {
      const entry = levels.entryOf(fn);
      return entry && entryDetails(fn, entry, levels);
    }
    const change = levels.changesIn(fn).find(({ start }) => start === offset);
    const callee = change && fn.text(change).replace(/\s*\([\s\S]*$/, "");
    return (
      change && { text: [`${callee} leaves the code behind it running ${change.after.phrase}.`], place: undefined }
    );
  }
}

function entryDetails(fn: FunctionModel, entry: EntryLevel, levels: UnitLevels): HintDetails {
  const whys = levels.whyEntered(fn);
  const shown = whys.slice(0, maximumReasons).map(({ text }) => `${text}.`);
  const more = whys.length - shown.length;
  return {
    text: [
      `${fn.name} runs ${entry.phrase}: ${sayers[entry.from]}.`,
      ...shown,
      ...(more > 0 ? [`And ${more} more.`] : []),
    ],
    place: whys.find(({ at }) => at !== undefined)?.at,
  };
}

/** Reasons that a tooltip names. */
const maximumReasons = 4;

const sayers: Readonly<Record<Sayer, string>> = {
  annotation: "its annotation says so",
  role: "the system calls it there",
  callers: "all its callers in the driver do",
};

function functionsIn(
  declarations: readonly {
    readonly start: number;
    readonly length: number;
    readonly functions: readonly FunctionModel[];
  }[],
  from: number,
  to: number,
): readonly FunctionModel[] {
  return declarations
    .filter(({ start, length }) => start <= to && from <= start + length)
    .flatMap(({ functions }) => functions)
    .filter(({ anchor, definition }) => anchor.start + definition.start <= to && from <= anchor.start + definition.end);
}

function hintsOf(fn: FunctionModel, levels: UnitLevels): readonly Hint[] {
  const { definition } = fn;
  const hints: Hint[] = [];
  const text = fn.text(definition);
  const endOf = (offset: number): number => endOfLine(text, offset);
  for (const { start, end, after } of levels.changesIn(fn)) {
    const at = statementEnd(text, end - definition.start);
    hints.push({ at, label: brief(after.text), about: start - definition.start, of: "change" });
  }
  const entry = levels.entryOf(fn);
  const head = definition.parametersSpan.end - definition.start - 1;
  if (entry !== undefined && !isAnnotated(fn, entry)) {
    hints.push({
      at: head,
      label: `runs ${brief(entry.phrase)}`,
      about: definition.nameSpan.start - definition.start,
      of: "entry",
    });
  }
  // Of several on one line the last is what holds behind it; a head says what the whole line is about.
  const byLine = new Map(hints.map((hint) => [endOf(hint.at), hint]));
  return [...byLine.values()].sort((a, b) => a.at - b.at);
}

/** Whether the same stands in the function's own head. */
function isAnnotated(fn: FunctionModel, entry: EntryLevel): boolean {
  const said = fn.annotations.map(({ args }) => args ?? "").join(" ");
  return (
    entry.from === "annotation" &&
    (entry.text.match(/\w+/g) ?? []).every((word) => !isName(word) || said.includes(word))
  );
}

/** Whether it is a level's name: DISPATCH_LEVEL, DIRQL. */
const isName = (word: string): boolean => /^[A-Z_]+$/.test(word);

/** Where a call's statement ends if nothing but parentheses stands between; else where the call does. */
function statementEnd(text: string, end: number): number {
  const rest = /^[\s)]*;/.exec(text.slice(end, end + 200));
  return rest === null ? end - 1 : end + rest[0].length - 1;
}

/** Of the line that an offset is on, white space left out. */
function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") {
    end++;
  }
  while (end > offset && (text[end - 1] === " " || text[end - 1] === "\t")) {
    end--;
  }
  return end;
}

function moved(hints: readonly Hint[], { start, oldEnd, newEnd }: Change): readonly Hint[] {
  const move = (offset: number): number => (offset < start ? offset : offset + newEnd - oldEnd);
  return hints
    .filter(({ at }) => at < start || at >= oldEnd)
    .map((hint) => ({ ...hint, at: move(hint.at), about: move(hint.about) }));
}
