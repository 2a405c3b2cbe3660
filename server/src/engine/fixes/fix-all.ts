/**
 * "Fix all": makes the preferred fixes of a unit's findings in rounds, as a fix may stand in another's way or show what
 * is to be fixed next, until there is nothing left that a fix would cure for good.
 */
import type { TextEdit } from "../../syntax/document.ts";
import type { ReportedFinding } from "../report.ts";
import type { Steps } from "../steps.ts";
import { type Choice, type Cure, chooseFixes, preferredFix } from "./choose-fixes.ts";
import { EditedText } from "./edited-text.ts";
import { inverse, type PlaceRange, placeAfter, type SourceEdit } from "./source-edit.ts";

/** The part of a `UnitSession` that is edited. */
export interface EditableUnit {
  text(path: string): string | undefined;
  edit(path: string, edit: TextEdit): void;
}

export interface FixAllRequest {
  /** The files whose findings are to be cured, those of the first going first. */
  readonly paths: readonly string[];
  /**
   * A file's findings in the unit as it is then, configuration and suppressions applied; those that are not to be
   * fixed may be left out.
   */
  judged(path: string): Steps<readonly ReportedFinding[]>;
  /**
   * Whether a file of the unit may be changed; a fix that needs another one is not made at all. To fix a file as it is
   * saved (`source.fixAll`) this says true for that file alone: nobody expects that saving a source changes its
   * headers. What people start by name (fix all in this file, in the workspace) may change the unit's other files too.
   */
  mayEdit(path: string): boolean;
}

export interface FixAllResult {
  /** Edits of the texts that the unit had, by path, in order, with something kept between any two; no empty lists. */
  readonly edits: ReadonlyMap<string, readonly SourceEdit[]>;
  /** What was cured, by round; places are those of the round's texts. */
  readonly cures: readonly Cure[];
  /** What could be fixed and was not. Places are those of the texts after the edits. */
  readonly left: readonly LeftCure[];
  /** All that is still found, suppressed findings too, in the texts after the edits. */
  readonly remaining: readonly ReportedFinding[];
}

export interface LeftCure extends Cure {
  /**
   * - `elsewhere`: it needs an edit of a file that may not be changed.
   * - `returns`: its finding stayed or came back when it was made, so it was undone.
   * - `impossible`: its edits overlap each other or do not lie in their files.
   * - `unfinished`: the rounds ended before its turn.
   */
  readonly reason: "elsewhere" | "returns" | "impossible" | "unfinished";
}

/**
 * Makes all preferred fixes of the findings of some files. What the fixes leave is a state in which a second run finds
 * nothing to do: a fix whose finding is there again afterwards, at once or because of other fixes, is undone with all
 * that came after it, and not made again.
 *
 * The unit is edited for that, and nobody puts it back: give it one of its own (`UnitSession.opening`), which others do
 * not ask meanwhile. It has the fixed texts in the end; when this is dropped halfway, any.
 */
export function* fixAll(unit: EditableUnit, request: FixAllRequest): Steps<FixAllResult> {
  const rounds: Round[] = [];
  let state = untouched;
  for (let checks = 1; ; checks++) {
    const found = yield* checkAll(request);
    const returned = firstReturned(state.made, found);
    if (returned !== undefined) {
      const before = yield* takeBack(unit, rounds, returned.round);
      state = { ...before, barred: [...before.barred, ...returned.marks] };
      continue;
    }
    const { open, left } = sortOut(found, state.barred, request);
    const choice = checks < maximumChecks ? chooseFixes(open, (path) => unit.text(path)?.length) : undefined;
    if (choice === undefined || choice.cures.length === 0) {
      const reason = choice === undefined ? "unfinished" : "impossible";
      return {
        edits: editsOf(state),
        cures: rounds.flatMap(({ cures }) => cures),
        left: [...left, ...open.map((cure) => ({ ...cure, reason }) as const)],
        remaining: found,
      };
    }
    const next = after(state, choice, found, { unit, round: rounds.length });
    rounds.push({ before: state, cures: choice.cures, undo: undoing(unit, choice.edits) });
    yield* editUnit(unit, choice.edits);
    state = next;
  }
}

/** Real units need two or three; what needs more is two rules that undo each other in ever new words. */
const maximumChecks = 60;

/** What one round did. */
interface Round {
  readonly before: State;
  readonly cures: readonly Cure[];
  /** By path. */
  readonly undo: Choice["edits"];
}

interface State {
  /** The files that were edited. */
  readonly texts: ReadonlyMap<string, EditedText>;
  readonly made: readonly MadeMark[];
  /** Findings whose fixes do not cure them for good. */
  readonly barred: readonly Mark[];
}

const untouched: State = { texts: new Map(), made: [], barred: [] };

/** A finding, known by what it says and by where in the current text it would begin. */
interface Mark {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  readonly places: readonly PlaceRange[];
}

/**
 * A finding whose fix was made. Its places are where it would begin itself and all that the fix wrote in its file: what
 * is found there is the fix's doing.
 */
interface MadeMark extends Mark {
  /** The finding in the text before the round. */
  readonly origin: Mark;
  /** How many that say the same began at these places before, itself included. */
  readonly count: number;
  readonly round: number;
}

function* checkAll(request: FixAllRequest): Steps<readonly ReportedFinding[]> {
  const found: ReportedFinding[] = [];
  for (const path of request.paths) {
    for (const finding of yield* request.judged(path)) {
      found.push(finding);
    }
    yield;
  }
  return found;
}

/** The findings of the earliest round that a fix was to cure and that are there again; undefined where none is. */
function firstReturned(
  made: readonly MadeMark[],
  found: readonly ReportedFinding[],
): { readonly round: number; readonly marks: readonly Mark[] } | undefined {
  const countIn = counter(found);
  const returned = made.filter((mark) => countIn(mark) >= mark.count);
  if (returned.length === 0) {
    return undefined;
  }
  const round = Math.min(...returned.map((mark) => mark.round));
  return { round, marks: returned.filter((mark) => mark.round === round).map(({ origin }) => origin) };
}

/** Counts the findings that say what a mark says and begin where it may be. */
function counter(found: readonly ReportedFinding[]): (mark: Mark) => number {
  const key = ({ path, rule, message }: Pick<Mark, "path" | "rule" | "message">): string =>
    `${path}\n${rule}\n${message}`;
  const starts = new Map<string, number[]>();
  for (const finding of found) {
    if (finding.suppression === undefined) {
      const known = starts.get(key(finding));
      if (known === undefined) {
        starts.set(key(finding), [finding.start]);
      } else {
        known.push(finding.start);
      }
    }
  }
  return (mark) =>
    (starts.get(key(mark)) ?? []).filter((start) => mark.places.some(({ from, to }) => start >= from && start <= to))
      .length;
}

/** What can be fixed in this round, and what cannot be fixed at all. */
function sortOut(
  found: readonly ReportedFinding[],
  barred: readonly Mark[],
  request: FixAllRequest,
): { readonly open: readonly Cure[]; readonly left: readonly LeftCure[] } {
  const open: Cure[] = [];
  const left: LeftCure[] = [];
  for (const finding of found) {
    const fix = preferredFix(finding);
    if (fix === undefined) {
      continue;
    }
    const isHere = counter([finding]);
    if (fix.edits.some(({ path }) => !request.mayEdit(path))) {
      left.push({ finding, fix, reason: "elsewhere" });
    } else if (barred.some((mark) => isHere(mark) > 0)) {
      left.push({ finding, fix, reason: "returns" });
    } else {
      open.push({ finding, fix });
    }
  }
  return { open, left };
}

/** The state once a round's edits are made; `unit` has the texts before them. */
function after(
  before: State,
  { cures, edits }: Choice,
  found: readonly ReportedFinding[],
  { unit, round }: { readonly unit: EditableUnit; readonly round: number },
): State {
  const texts = new Map(before.texts);
  for (const [path, list] of edits) {
    texts.set(path, (texts.get(path) ?? EditedText.of(unit.text(path) ?? "")).edited(list));
  }
  const move = <M extends Mark>(mark: M): M => ({
    ...mark,
    places: mark.places.map((place) => placeAfter(place, edits.get(mark.path) ?? [])),
  });
  const countIn = counter(found);
  const made = cures.map(({ finding, fix }): MadeMark => {
    const { path, rule, message, start } = finding;
    const origin: Mark = { path, rule, message, places: [{ from: start, to: start }] };
    const own = fix.edits.filter((edit) => edit.path === path).map((edit) => ({ from: edit.start, to: edit.end }));
    const touched: Mark = { ...origin, places: [...origin.places, ...own] };
    return { ...move(touched), origin, count: countIn(touched), round };
  });
  return { texts, made: [...before.made.map(move), ...made], barred: before.barred.map(move) };
}

/** What undoes edits that are still to be made. */
const undoing = (unit: EditableUnit, edits: Choice["edits"]): Choice["edits"] =>
  new Map([...edits].map(([path, list]) => [path, inverse(unit.text(path) ?? "", list)]));

/** Undoes rounds from the last down to one; gives the state before that. */
function* takeBack(unit: EditableUnit, rounds: Round[], to: number): Steps<State> {
  let state = untouched;
  for (const round of rounds.splice(to).reverse()) {
    yield* editUnit(unit, round.undo);
    state = round.before;
  }
  return state;
}

function* editUnit(unit: EditableUnit, edits: Choice["edits"]): Steps<void> {
  for (const [path, list] of edits) {
    // From the end, so that the places of the others hold.
    for (const { start, end, text } of [...list].reverse()) {
      unit.edit(path, { start, oldEnd: end, text });
      yield;
    }
  }
}

function editsOf({ texts }: State): FixAllResult["edits"] {
  const edits = [...texts].map(([path, text]) => [path, text.edits()] as const);
  return new Map(edits.filter(([, list]) => list.length > 0));
}
