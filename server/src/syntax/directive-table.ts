/**
 * The preprocessor directives of one file, kept through edits, with what they decide: which tokens are compiled. Marks
 * the tokens of its buffer that are not.
 */
import { decideLiveness, type Liveness } from "./conditional.ts";
import { type Directive, isConditional, readDirective } from "./directives.ts";
import type { Relexed } from "./lexer.ts";
import type { MacroEnvironment, MacroValue } from "./macros.ts";
import { firstIndex } from "./search.ts";
import type { Steps } from "./steps.ts";
import type { TokenBuffer } from "./token-buffer.ts";
import { TokenKind } from "./tokens.ts";

/** Text that is compiled only under a condition that is not known. */
export interface AssumedRegion {
  readonly start: number;
  readonly end: number;
  /** The condition as written: `ifdef FOO`, `if FOO > 2`. */
  readonly condition: string;
  /** Offset of the `#` of the directive that it stands in. */
  readonly opening: number;
}

const directivesASlice = 500;

/** The directives of a document; edits are told to it after its tokens have followed them. */
export class DirectiveTable {
  private readonly tokens: TokenBuffer;
  private readonly list: Directive[];
  /** Token index of each directive. */
  private readonly places: number[];
  private decisions: Liveness;
  private environment: MacroEnvironment;
  private currentVersion = 0;
  private currentConditions = 0;

  /** Reads the directives among a text's tokens, in slices. */
  static *reading(text: string, tokens: TokenBuffer, environment: MacroEnvironment): Steps<DirectiveTable> {
    const list: Directive[] = [];
    const places: number[] = [];
    for (let index = 0; index < tokens.count; index++) {
      if (tokens.kinds[index] === TokenKind.directive) {
        places.push(index);
        list.push(readDirective(text, tokens.starts[index] as number, tokens.ends[index] as number));
        if (places.length % directivesASlice === 0) {
          yield;
        }
      }
    }
    return new DirectiveTable(tokens, list, places, environment);
  }

  private constructor(tokens: TokenBuffer, list: Directive[], places: number[], environment: MacroEnvironment) {
    this.tokens = tokens;
    this.list = list;
    this.places = places;
    this.environment = environment;
    this.decisions = this.decide(environment);
    this.markDead();
  }

  /** Grows when a directive changes, comes or goes, or when another condition decides what is compiled. */
  get version(): number {
    return this.currentVersion;
  }

  /**
   * Grows when other code than before is compiled, or hangs on another condition. While it stays, whatever definitions
   * and inclusions came or went stand under the same conditions.
   */
  get conditionsVersion(): number {
    return this.currentConditions;
  }

  /** Directives that are compiled, conditional ones left out. */
  get active(): readonly Directive[] {
    return this.list.filter((_, index) => this.decisions.active[index] === 1);
  }

  /** Directives in branches that are not compiled, conditional ones left out. */
  get skipped(): readonly Directive[] {
    return this.list.filter((directive, index) => this.decisions.active[index] !== 1 && !isConditional(directive));
  }

  /** Directives that would be compiled if this were known of macros; nothing changes. */
  activeUnder(environment: MacroEnvironment): readonly Directive[] {
    const { active } = this.decide(environment);
    return this.list.filter((_, index) => active[index] === 1);
  }

  /** Macros that the directives leave defined, or undefined (`false`), at the file's end. */
  get macros(): ReadonlyMap<string, MacroValue | false> {
    return this.decisions.macros;
  }

  /** Compiled regions that hang on a condition which is not known; the last one may end at `textEnd`. */
  assumedRegions(textEnd: number): readonly AssumedRegion[] {
    const regions: AssumedRegion[] = [];
    for (const [index, directive] of this.list.entries()) {
      const on = this.list[(this.decisions.assumed[index] as number) - 1];
      if (on !== undefined) {
        const end = this.list[index + 1]?.start ?? textEnd;
        // An #include or #define hangs on what stands round it; an #else is no code.
        const start = isConditional(directive) ? directive.start + directive.length : directive.start;
        regions.push({ start, end, condition: `${on.name} ${on.rest}`, opening: on.start });
      }
    }
    return regions;
  }

  /** What the `#if`s around an offset say, innermost first; of an `#else` or `#elif` together with its `#if`. */
  conditionsAround(offset: number): readonly string[] {
    const around: string[] = [];
    let closed = 0;
    let branches = "";
    for (let index = firstIndex(this.list, ({ start }) => start >= offset) - 1; index >= 0; index--) {
      const directive = this.list[index] as Directive;
      const { name, rest } = directive;
      if (!isConditional(directive)) {
        continue;
      }
      if (name === "endif") {
        closed++;
      } else if (name.startsWith("if") && closed > 0) {
        closed--;
      } else if (name.startsWith("if")) {
        around.push(`${rest}${branches}`);
        branches = "";
      } else if (name.startsWith("el") && closed === 0) {
        branches = ` ${rest}${branches}`;
      }
    }
    return around;
  }

  /**
   * Follows an edit that the tokens have followed already. True where every condition decides as before, so that only
   * the edit's own surroundings can have changed.
   */
  edit(text: string, changed: Relexed, oldTextEnd: number, delta: number): boolean {
    const before = { list: this.list.slice(), decisions: this.decisions };
    if (this.replace(text, changed, oldTextEnd, delta)) {
      this.markDeadBetween(changed.first, changed.newEnd);
      return true;
    }
    this.currentVersion++;
    this.decisions = this.decide(this.environment);
    if (sameConditions(before, { list: this.list, decisions: this.decisions })) {
      this.markDeadBetween(changed.first, changed.newEnd);
      return true;
    }
    this.currentConditions++;
    this.markDead();
    return false;
  }

  /** Decides conditions anew with other knowledge; whether anything else is compiled, or assumed, than before. */
  setEnvironment(environment: MacroEnvironment): boolean {
    const before = this.decisions;
    this.environment = environment;
    this.decisions = this.decide(environment);
    if (sameRegions(before, this.decisions)) {
      return false;
    }
    this.currentVersion++;
    this.currentConditions++;
    this.markDead();
    return true;
  }

  private read(text: string, token: number): Directive {
    return readDirective(text, this.tokens.starts[token] as number, this.tokens.ends[token] as number);
  }

  private decide(environment: MacroEnvironment): Liveness {
    const { places } = this;
    return decideLiveness(this.list, environment, (index) => places[index + 1] === (places[index] as number) + 1);
  }

  /** Replaces the directives among changed tokens; false where the conditions have to be decided anew. */
  private replace(text: string, changed: Relexed, oldTextEnd: number, delta: number): boolean {
    const { places, list } = this;
    const from = firstIndex(places, (place) => place >= changed.first);
    const to = firstIndex(places, (place) => place >= changed.oldEnd);
    const tokenDelta = changed.newEnd - changed.oldEnd;
    // Whether the regions around the change hold tokens decides which branch of an unknown condition is taken.
    const hadTokens = this.regionsWithTokens(from, to);
    const freshTokens: number[] = [];
    for (let index = changed.first; index < changed.newEnd; index++) {
      if (this.tokens.kinds[index] === TokenKind.directive) {
        freshTokens.push(index);
      }
    }
    const fresh = freshTokens.map((token) => this.read(text, token));
    const same =
      fresh.length === to - from &&
      fresh.every((directive, index) => {
        const old = list[from + index] as Directive;
        return (
          old.name === directive.name &&
          old.rest === directive.rest &&
          old.restStart === directive.restStart &&
          old.length === directive.length
        );
      });
    if (same) {
      // Findings may be anchored at the old ones.
      for (const [index, directive] of fresh.entries()) {
        (list[from + index] as Directive).start = directive.start;
      }
    } else {
      list.splice(from, to - from, ...fresh);
    }
    places.splice(from, to - from, ...freshTokens);
    for (let index = from + fresh.length; index < places.length; index++) {
      places[index] = (places[index] as number) + tokenDelta;
      const directive = list[index] as Directive;
      if (directive.start >= oldTextEnd) {
        directive.start += delta;
      }
    }
    return same && hadTokens === this.regionsWithTokens(from, from + fresh.length);
  }

  /** For the directives around `[from, to)`: one letter each, whether tokens follow before the next directive. */
  private regionsWithTokens(from: number, to: number): string {
    let out = "";
    for (let index = Math.max(0, from - 1); index < to; index++) {
      const next = this.places[index + 1];
      out += next !== undefined && next === (this.places[index] as number) + 1 ? "-" : "t";
    }
    return out;
  }

  private markDead(): void {
    const { dead, count } = this.tokens;
    dead.fill(0, 0, count);
    for (let index = 0; index < this.places.length; index++) {
      if (this.decisions.regionActive[index] === 0) {
        dead.fill(1, this.places[index] as number, this.places[index + 1] ?? count);
      }
    }
  }

  private markDeadBetween(from: number, to: number): void {
    let region = firstIndex(this.places, (place) => place > from) - 1;
    for (let index = from; index < to; index++) {
      if (this.places[region + 1] === index) {
        region++;
      }
      this.tokens.dead[index] = region >= 0 && this.decisions.regionActive[region] === 0 ? 1 : 0;
    }
  }
}

/** Directives and what was decided of them. */
interface Decided {
  readonly list: readonly Directive[];
  readonly decisions: Liveness;
}

/**
 * Whether the same conditional directives decide the same: what stands between two of them is compiled, and hangs on a
 * condition, as the first of them says.
 */
function sameConditions(before: Decided, after: Decided): boolean {
  const [old, now] = [conditionals(before), conditionals(after)];
  return (
    old.length === now.length &&
    old.every((index, place) => {
      const other = now[place] as number;
      const on = before.list[(before.decisions.assumed[index] as number) - 1];
      return (
        before.list[index] === after.list[other] &&
        before.decisions.regionActive[index] === after.decisions.regionActive[other] &&
        on === after.list[(after.decisions.assumed[other] as number) - 1]
      );
    })
  );
}

const conditionals = ({ list }: Decided): readonly number[] =>
  list.flatMap((directive, index) => (isConditional(directive) ? index : []));

function sameRegions(a: Liveness, b: Liveness): boolean {
  const same = (x: Uint8Array | Int32Array, y: Uint8Array | Int32Array): boolean =>
    x.length === y.length && x.every((value, index) => value === y[index]);
  return same(a.active, b.active) && same(a.regionActive, b.regionActive) && same(a.assumed, b.assumed);
}
