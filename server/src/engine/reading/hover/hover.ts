/** What to say about the word under the mouse: the first topic that knows it answers. */
import type { UnitKind } from "../../../model/unit/types.ts";
import type { UnitSession } from "../../unit-session.ts";
import { annotation } from "./annotation.ts";
import { bugCheck, bugCheckParameter } from "./bug-check.ts";
import { type Card, type LinkTo, markdownOf, plaintextOf } from "./card.ts";
import { controlCode } from "./control-code.ts";
import { hresult } from "./hresult.ts";
import { irpFunction } from "./irp-function.ts";
import { kernelFunction } from "./kernel-function.ts";
import { levelHere } from "./level-here.ts";
import { linuxErrno } from "./linux-errno.ts";
import { linuxFunction } from "./linux-function.ts";
import { ownFunction } from "./own-function.ts";
import { poolConstant } from "./pool-constant.ts";
import { poolTag } from "./pool-tag.ts";
import { type Question, questionAt } from "./question.ts";
import { roleType } from "./role-type.ts";
import { statusCode } from "./status-code.ts";
import { userModeFunction } from "./user-mode-function.ts";

/** What is said of the range `[start, end)` of a file, in UTF-16 units, in two forms. */
export interface Hover {
  readonly start: number;
  readonly end: number;
  /** For editors that render Markdown: no HTML, no command links. */
  readonly markdown: string;
  readonly plaintext: string;
}

/** What is to be said, and how. */
export interface HoverWishes {
  /** What the word means. */
  readonly word: boolean;
  /** At which level the statement runs, and why. */
  readonly level: boolean;
  /** Whether a finding of a rule is shown at a range, so that who sees it needs no card that says the same. */
  isTold?(rule: string, start: number, end: number): boolean;
  readonly linkTo?: LinkTo;
}

const everything: HoverWishes = { word: true, level: true };

/**
 * What is known of the word and the statement at an offset of a file; undefined where nothing is, in comments, strings
 * and code that is not compiled, and for files that the session does not have.
 */
export function hoverAt(
  session: UnitSession,
  path: string,
  offset: number,
  wishes: HoverWishes = everything,
): Hover | undefined {
  const reading = session.reading(path);
  if (reading === undefined) {
    return undefined;
  }
  const { linkTo = () => undefined } = wishes;
  const question = questionAt(reading.document, offset, reading.context, session.levels);
  const card = wishes.word && question !== undefined ? cardOf(question, wishes) : undefined;
  const { levels } = session;
  // What the card of a function says of its entry is not said again.
  const about = card === undefined ? "statements and names" : "statements";
  const place =
    wishes.level && levels ? levelHere(offset, about, reading.document, reading.context, levels) : undefined;
  const { start, end } = (card && question?.word) ?? place ?? { start: 0, end: 0 };
  const parts = [
    ...(card === undefined ? [] : [{ markdown: markdownOf(card, linkTo), plaintext: plaintextOf(card) }]),
    ...(place === undefined ? [] : [{ markdown: place.markdown(linkTo), plaintext: place.plaintext }]),
  ];
  return parts.length === 0
    ? undefined
    : {
        start,
        end,
        markdown: parts.map(({ markdown }) => markdown).join("\n\n---\n\n"),
        plaintext: parts.map(({ plaintext }) => plaintext).join("\n\n"),
      };
}

function cardOf(question: Question, { isTold }: HoverWishes): Card | undefined {
  for (const topic of topicsOf[question.context.driver.kind]) {
    const card = topic(question);
    if (card !== undefined) {
      const { start, end } = question.word;
      return card.restates !== undefined && isTold?.(card.restates, start, end) ? undefined : card;
    }
  }
  return undefined;
}

type Topic = (question: Question) => Card | undefined;

/** What holds for all Windows code, whichever mode it is for. */
const values: readonly Topic[] = [controlCode, hresult, statusCode, annotation];

const topicsOf: Readonly<Record<UnitKind, readonly Topic[]>> = {
  "windows-kernel": [
    poolTag,
    bugCheck,
    ...values,
    irpFunction,
    poolConstant,
    roleType,
    userModeFunction,
    kernelFunction,
    ownFunction,
    // Whoever knows the word itself goes first.
    bugCheckParameter,
  ],
  "windows-user": values,
  "linux-kernel": [linuxErrno, linuxFunction],
  "linux-user": [],
  "driver-package": [],
  unknown: values,
};
