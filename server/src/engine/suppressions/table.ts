/** Which findings of a file its comments, pragmas and attributes hide. */
import type { Rule } from "../../rules/rule.ts";
import type { Tokens } from "../../syntax/tokens.ts";
import { canonicalName, type RuleNames } from "../config/rule-names.ts";
import type { Suppression } from "../report.ts";
import { finish } from "../steps.ts";
import { type CommentStyle, cComments } from "./comment-style.ts";
import { readComments } from "./comments.ts";
import { readPragmas } from "./pragmas.ts";
import { RegionIndex } from "./region-index.ts";
import { SourceText } from "./source-text.ts";
import { WordPlaces } from "./words.ts";

/** A range of the file's text, `[start, end)`. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/** One comment, pragma or attribute that hides findings. */
export interface SuppressionEntry {
  readonly suppression: Suppression;
  /** As written; empty where it hides findings of every rule. */
  readonly names: readonly string[];
  /** Where the findings are that it hides. */
  readonly regions: readonly Region[];
  /** "touch": a finding that overlaps a region is hidden; "start": one that begins in it. */
  readonly reach: "touch" | "start";
  /** Written for driverlens: only such a one can be called unused, others may well serve another tool. */
  readonly own: boolean;
}

/** A mistake in a comment written for driverlens. */
export interface SuppressionProblem extends Region {
  readonly message: string;
}

export interface SuppressionTable {
  readonly entries: readonly SuppressionEntry[];
  readonly problems: readonly SuppressionProblem[];
  /** The first entry that hides a finding of this rule at `[start, end)`. */
  find(rule: Rule, start: number, end: number): SuppressionEntry | undefined;
  /**
   * What a header leaves switched off at its end: it hides the rule's findings in files that include the header, from
   * the `#include` on.
   */
  heldOver(rule: Rule): SuppressionEntry | undefined;
}

/**
 * Reads the suppressions of a file. `tokens` is asked for only where the text holds one of the words at all, which
 * most files do not. Never throws, whatever the text.
 * @param words the text's words where somebody keeps them, else they are looked for
 * @param style how comments are written; C's where this is left out
 */
export function readSuppressions(
  path: string,
  text: string,
  tokens: () => Tokens,
  rules: RuleNames,
  words: WordPlaces = finish(WordPlaces.in(text)),
  style: CommentStyle = cComments,
): SuppressionTable {
  if (words.isEmpty) return EMPTY;
  const source = new SourceText(path, text, tokens(), words, style);
  const comments = readComments(source, rules);
  const entries = [...comments.entries, ...(style.pragmas ? readPragmas(source, rules) : [])];
  return entries.length === 0 && comments.problems.length === 0 ? EMPTY : tableOf(entries, comments.problems);
}

/** Entries that hid nothing, of those that can be told: `used` are the answers of `find` for all findings of the file. */
export function unusedEntries(
  table: SuppressionTable,
  used: ReadonlySet<SuppressionEntry>,
): readonly SuppressionEntry[] {
  return table.entries.filter((entry) => entry.own && !used.has(entry));
}

const EMPTY: SuppressionTable = { entries: [], problems: [], find: () => undefined, heldOver: () => undefined };

const EVERY_RULE = "*";

function tableOf(entries: readonly SuppressionEntry[], problems: readonly SuppressionProblem[]): SuppressionTable {
  const byName = new Map<string, SuppressionEntry[]>();
  for (const entry of entries) {
    const keys = entry.names.length === 0 ? [EVERY_RULE] : entry.names.map(canonicalName);
    for (const key of new Set(keys)) {
      const known = byName.get(key);
      if (known === undefined) byName.set(key, [entry]);
      else known.push(entry);
    }
  }
  const indexes = new Map([...byName].map(([name, named]) => [name, new EntryIndex(named)]));
  const entryFor = <T>(
    rule: Rule,
    of: ReadonlyMap<string, T>,
    find: (entries: T) => SuppressionEntry | undefined,
  ): SuppressionEntry | undefined => {
    for (const name of [rule.id, ...rule.equivalents, EVERY_RULE]) {
      const known = of.get(canonicalName(name));
      const found = known === undefined ? undefined : find(known);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    entries,
    problems,
    find: (rule, start, end) => entryFor(rule, indexes, (index) => index.find(start, end)),
    heldOver: (rule) => entryFor(rule, byName, (named) => named.find(isHeldOver)),
  };
}

/** Pragmas reach over the end of a header, comments do not. */
function isHeldOver(entry: SuppressionEntry): boolean {
  return entry.suppression.kind === "pragma" && entry.regions.at(-1)?.end === Number.POSITIVE_INFINITY;
}

/** Entries of one name; a generated file may have thousands. */
class EntryIndex {
  private readonly entries: readonly SuppressionEntry[];
  private readonly touched: RegionIndex;
  private readonly startedIn: RegionIndex;

  constructor(entries: readonly SuppressionEntry[]) {
    this.entries = entries;
    const regions = (reach: SuppressionEntry["reach"]): RegionIndex =>
      new RegionIndex(entries.map((entry) => (entry.reach === reach ? entry.regions : [])));
    this.touched = regions("touch");
    this.startedIn = regions("start");
  }

  /** The first that hides `[start, end)`. */
  find(start: number, end: number): SuppressionEntry | undefined {
    // An empty range touches the place where it stands.
    const touching = this.touched.firstTouching(start, Math.max(end, start + 1)) ?? this.entries.length;
    const around = this.startedIn.firstTouching(start, start + 1) ?? this.entries.length;
    return this.entries[Math.min(touching, around)];
  }
}
