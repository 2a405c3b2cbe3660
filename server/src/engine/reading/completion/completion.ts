/** The functions that a name may become, each with its contract, and those that cannot be called there behind all others. */
import { TokenKind } from "../../../syntax/tokens.ts";
import type { UnitSession } from "../../unit-session.ts";
import { type Card, markdownOf, plaintextOf } from "../hover/card.ts";
import { kernelFunction } from "../hover/kernel-function.ts";
import { linuxFunction } from "../hover/linux-function.ts";
import { ownFunction } from "../hover/own-function.ts";
import { placePart } from "../hover/place-text.ts";
import { codeAt, type Question } from "../hover/question.ts";
import { brief } from "../levels/brief.ts";
import type { LevelThere } from "../levels/level-at.ts";
import { linuxOffers } from "./linux-offers.ts";
import { type Offer, rankOf } from "./offer.ts";
import { ownOffers } from "./own-offers.ts";
import { type TypedName, typedName } from "./typed-name.ts";
import { kitOffers } from "./windows-offers.ts";

export interface Completion {
  readonly name: string;
  /** One or two words beside the name: its contract as "<= DISPATCH_LEVEL", or why not here. */
  readonly label: string | undefined;
  /** All of it in a line. */
  readonly detail: string;
  readonly isDeprecated: boolean;
  /** The best first; behind what others offer. */
  readonly sortText: string;
}

export interface Completions {
  /** What is replaced, and how much of it is before the cursor. */
  readonly typed: TypedName;
  readonly items: readonly Completion[];
  /** With another character there may be more of them than these. */
  readonly isIncomplete: boolean;
}

/** One letter says nothing yet. */
const shortestPrefix = 2;
/** More than anybody looks through. */
const maximumItems = 300;

/** Undefined where no function's name is being typed, or nothing is known of such code. */
export function completionsAt(session: UnitSession, path: string, offset: number): Completions | undefined {
  const reading = session.reading(path);
  const typed = reading && typedName(reading.document, offset);
  if (reading === undefined || typed === undefined) {
    return undefined;
  }
  const { context } = reading;
  const { kind } = context.driver;
  if (kind !== "windows-kernel" && kind !== "linux-kernel") {
    return undefined;
  }
  if (typed.prefix.length < shortestPrefix) {
    return { typed, items: [], isIncomplete: true };
  }
  const there = session.levelAt(path, typed.start);
  const fn = there?.fn ?? codeAt(typed, context.file).fn;
  const system = kind === "linux-kernel" ? linuxOffers : kitOffers;
  const hidden = new Set([...(fn?.locals.keys() ?? []), ...(fn?.parameterNames ?? [])]);
  const offers = [
    ...ownOffers(typed.prefix, fn?.scope, there?.level, context),
    ...system(typed.prefix, there?.level, context),
  ].filter(({ name }) => !hidden.has(name));
  const listed = offers
    .map((offer) => ({ offer, sortText: sortTextOf(offer) }))
    .sort((a, b) => (a.sortText < b.sortText ? -1 : 1))
    .slice(0, maximumItems);
  const reason = listed.some(({ offer }) => offer.bar?.kind === "level") ? reasonOf(there, context.unit) : undefined;
  const items = listed.map(({ offer, sortText }) => completion(offer, sortText, reason));
  return { typed, items, isIncomplete: offers.length > maximumItems };
}

/** "KeAcquireSpinLock sets the level to DISPATCH_LEVEL (io.c:12)": the first of the reasons, which is the shortest. */
function reasonOf(there: LevelThere | undefined, unit: Parameters<typeof placePart>[1]): string | undefined {
  const [first] = there?.why() ?? [];
  // Who reads this is elsewhere.
  return first?.at === undefined
    ? first?.text
    : `${first.text.replace(/ here$/, "")} (${placePart(first.at, unit).label})`;
}

/** Behind the names of those who know types, whose texts are letters and digits. */
const sortTextOf = (offer: Offer): string => `~${rankOf(offer)}${offer.name.toLowerCase()}`;

function completion(offer: Offer, sortText: string, reason: string | undefined): Completion {
  const { name, contract, bar, isDeprecated } = offer;
  const because = [bar?.because, bar?.kind === "level" ? reason : undefined].filter((part) => part !== undefined);
  const barred = bar && `${bar.text}${because.length === 0 ? "" : `: ${because.join("; ")}`}`;
  return {
    name,
    label: bar?.text ?? (contract && brief(contract)),
    detail: [barred, contract, ...offer.notes()].filter((part) => part !== undefined).join(" · "),
    isDeprecated,
    sortText,
  };
}

/** What a hover on the function would say, in two forms; undefined where it has no more to say. */
export function completionCard(
  session: UnitSession,
  path: string,
  name: string,
): { readonly markdown: string; readonly plaintext: string } | undefined {
  const reading = session.reading(path);
  if (reading === undefined) {
    return undefined;
  }
  const { context } = reading;
  const isOwn = context.unit.functions(name).length > 0;
  const question: Question = {
    // A call of it, wherever.
    word: { text: name, start: 0, end: name.length, kind: TokenKind.identifier, directive: undefined, near: () => "(" },
    context,
    levels: session.levels,
    macro: undefined,
    declaration: undefined,
    fn: undefined,
    plainName: name,
    systemName: isOwn ? undefined : name,
  };
  const card: Card | undefined = isOwn
    ? ownFunction(question)
    : context.driver.kind === "linux-kernel"
      ? linuxFunction(question)
      : kernelFunction(question);
  return card && { markdown: markdownOf(card), plaintext: plaintextOf(card) };
}
