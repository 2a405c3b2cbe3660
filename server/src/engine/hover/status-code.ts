/** NTSTATUS values: names of the kit, names that the driver defines, and numbers. */
import { certainMacro } from "../../analysis/names/macro-names.ts";
import { integerValue } from "../../analysis/values/integers.ts";
import { integerLiteral } from "../../syntax/integer-literal.ts";
import { TokenKind } from "../../syntax/tokens.ts";
import { type Card, say, type Text } from "./card.ts";
import { hex } from "./numbers.ts";
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
    : { title: known.name, summary: summary("NTSTATUS", known.value), facts: phrase(known.meaning) };
}

/** `#define STATUS_BAD_SETTING ((NTSTATUS)0xE0010001L)`. */
function driversOwn(question: Question): Card | undefined {
  const { context } = question;
  const name = question.plainName;
  const macro = name?.startsWith("STATUS_") ? certainMacro(name, context)?.macro : undefined;
  if (macro?.expression === undefined || !/\(\s*NTSTATUS\s*\)/.test(macro.body)) {
    return undefined;
  }
  const value = integerValue(macro.expression, undefined, context.unit, () => undefined);
  if (value === undefined || value < 0 || value > 0xffffffff) {
    return undefined;
  }
  const facility = Math.floor(value / 0x10000) % 0x1000;
  const [same] = context.facts.ntStatus.byValue(value);
  return {
    title: macro.name,
    summary: summary("The driver's own NTSTATUS", value),
    facts: [
      say`Facility ${hex(facility)}, code ${hex(value % 0x10000)}`,
      ...(same === undefined || same.name === macro.name ? [] : [say`The system has the value as ${same.name}`]),
      ...(isCustomers(value) || same !== undefined
        ? []
        : [["The customer bit (0x20000000) is not set: the value may become one of the system's"]]),
    ],
  };
}

function literal({ word, context, fn, macro }: Question): Card | undefined {
  const value = integerLiteral(word.text);
  if (value === undefined || !/^0[xX][\da-fA-F]{8}(?!\d)/.test(word.text)) {
    return undefined;
  }
  const expected = isStatusExpected(word);
  // Lists of numbers outside of functions are registers, scripts and the like.
  const isPlain = severityOf(value) === 3 && (fn !== undefined || macro !== undefined) && isWhole(word);
  const [known, ...others] = expected || isPlain ? context.facts.ntStatus.byValue(value) : [];
  return (
    known && {
      title: known.name,
      summary: summary(expected ? "NTSTATUS" : "As an NTSTATUS", value),
      facts: [
        ...phrase(known.meaning),
        ...(others.length === 0 ? [] : [say`Also ${others.map(({ name }) => name).join(", ")}`]),
      ],
    }
  );
}

/** Behind a cast to NTSTATUS, or assigned to or compared with something that is called a status. */
function isStatusExpected({ near }: Question["word"]): boolean {
  if (near(-1) === ")") {
    return near(-2) === "NTSTATUS" && near(-3) === "(";
  }
  if (near(-1) !== "=") {
    return false;
  }
  const isComparison = near(-2) === "=" || near(-2) === "!";
  return /status$/i.test(isComparison ? near(-3) : near(-2));
}

/** An argument, a result, a case, all of a macro's body: no part of a sum and nothing that is compared with another thing. */
const isWhole = ({ near }: Question["word"]): boolean =>
  /^(?:[(,]|\w+)$/.test(near(-1)) && !/^[|&^+*<>-]$/.test(near(1));

const severityOf = (value: number): number => Math.floor(value / 0x40000000);
const isCustomers = (value: number): boolean => Math.floor(value / 0x20000000) % 2 === 1;

const severities = ["success", "information", "a warning", "an error"];

function summary(what: string, value: number): Text {
  const severity = severityOf(value);
  return say`${[what]} ${hex(value, 8)} (${[String(value | 0)]}), ${[severities[severity] ?? ""]}: ${"NT_SUCCESS"} is ${severity < 2 ? "TRUE" : "FALSE"}`;
}

const phrase = (meaning: string | undefined): readonly Text[] => (meaning === undefined ? [] : [[meaning]]);
