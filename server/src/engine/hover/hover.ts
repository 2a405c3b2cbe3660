/** What to say about the word under the mouse: the first topic that knows it answers. */
import type { UnitKind } from "../../model/unit/types.ts";
import type { UnitSession } from "../unit-session.ts";
import { annotation } from "./annotation.ts";
import { bugCheck } from "./bug-check.ts";
import { type Card, markdownOf, plaintextOf } from "./card.ts";
import { controlCode } from "./control-code.ts";
import { irpFunction } from "./irp-function.ts";
import { kernelFunction } from "./kernel-function.ts";
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
  /** See `Card.restates`. */
  readonly restates: string | undefined;
}

/**
 * What is known of the word at an offset of a file; undefined where nothing is, in comments, strings and code that is
 * not compiled, and for files that the session does not have.
 */
export function hoverAt(session: UnitSession, path: string, offset: number): Hover | undefined {
  const reading = session.reading(path);
  const question = reading && questionAt(reading.document, offset, reading.context, session.levels);
  if (question === undefined) {
    return undefined;
  }
  for (const topic of topicsOf[question.context.driver.kind]) {
    const card = topic(question);
    if (card !== undefined) {
      const { start, end } = question.word;
      return { start, end, markdown: markdownOf(card), plaintext: plaintextOf(card), restates: card.restates };
    }
  }
  return undefined;
}

type Topic = (question: Question) => Card | undefined;

/** What holds for all Windows code, whichever mode it is for. */
const values: readonly Topic[] = [controlCode, statusCode, annotation];

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
  ],
  "windows-user": values,
  "linux-kernel": [linuxErrno, linuxFunction],
  "linux-user": [],
  unknown: values,
};
