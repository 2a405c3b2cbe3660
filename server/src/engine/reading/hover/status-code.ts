/** NTSTATUS values: names of the kit, names that the driver defines, and numbers. */
import type { Facts } from "../../../facts/index.ts";
import { TokenKind } from "../../../syntax/tokens.ts";
import { phrase } from "../../decode/decoding.ts";
import { ntStatusFacility, ntStatusParts, ntStatusSummary } from "../../decode/nt-status.ts";
import { type Card, say, type Text } from "./card.ts";
import { castTo, comparedWith, ownCode, writtenCode } from "./code-values.ts";
import type { Question } from "./question.ts";

export function statusCode(question: Question): Card | undefined {
  const { word, context } = question;
  if (word.kind === TokenKind.number) {
    return literal(question);
  }
  const name = question.systemName;
  const known = name === undefined ? undefined : context.facts.ntStatus.byName(name);
  return known === undefined
    ? driversOwn(question)
    : {
        title: known.name,
        summary: ntStatusSummary("NTSTATUS", known.value, context.facts),
        facts: [...phrase(known.meaning), ...facilityLines(known.value, context.facts)],
      };
}

/** `#define STATUS_BAD_SETTING ((NTSTATUS)0xE0010001L)`. */
function driversOwn(question: Question): Card | undefined {
  const { context } = question;
  const own = ownCode(question, /^STATUS_/, /\(\s*NTSTATUS\s*\)/);
  if (own === undefined) {
    return undefined;
  }
  const { name, value } = own;
  const [same] = context.facts.ntStatus.byValue(value);
  return {
    title: name,
    summary: ntStatusSummary("The driver's own NTSTATUS", value, context.facts),
    facts: [
      ntStatusFacility(value, context.facts),
      ...(same === undefined || same.name === name ? [] : [say`The system has the value as ${same.name}`]),
      ...(ntStatusParts(value, context.facts).isCustomers || same !== undefined
        ? []
        : [["The customer bit (0x20000000) is not set: the value may become one of the system's"]]),
    ],
  };
}

function literal({ word, context, fn, macro }: Question): Card | undefined {
  const value = writtenCode(word);
  if (value === undefined) {
    return undefined;
  }
  const expected = isStatusExpected(word);
  // Lists of numbers outside of functions are registers, scripts and the like.
  const isPlain = value >= 0xc0000000 && (fn !== undefined || macro !== undefined) && isWhole(word);
  const [known, ...others] = expected || isPlain ? context.facts.ntStatus.byValue(value) : [];
  return (
    known && {
      title: known.name,
      summary: ntStatusSummary(expected ? "NTSTATUS" : "As an NTSTATUS", value, context.facts),
      facts: [
        ...phrase(known.meaning),
        ...facilityLines(value, context.facts),
        ...(others.length === 0 ? [] : [say`Also ${others.map(({ name }) => name).join(", ")}`]),
      ],
    }
  );
}

/** Behind a cast to NTSTATUS, or assigned to or compared with something that is called a status. */
function isStatusExpected(word: Question["word"]): boolean {
  return castTo(word) === "NTSTATUS" || /status$/i.test(comparedWith(word) ?? "");
}

/** An argument, a result, a case, all of a macro's body: no part of a sum and nothing that is compared with another thing. */
const isWhole = ({ near }: Question["word"]): boolean =>
  /^(?:[(,]|\w+)$/.test(near(-1)) && !/^[|&^+*<>-]$/.test(near(1));

/** Most belong to the system at large, which is not worth a line. */
function facilityLines(value: number, facts: Facts): readonly Text[] {
  return ntStatusParts(value, facts).facility === 0 ? [] : [ntStatusFacility(value, facts)];
}
