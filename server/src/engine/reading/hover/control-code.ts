/** I/O control codes: what a number is made of, what number a CTL_CODE macro has, and what its parts mean. */
import { certainMacro } from "../../../analysis/names/macro-names.ts";
import { controlCodeValue } from "../../../analysis/values/control-codes.ts";
import { integerLiteral } from "../../../syntax/integer-literal.ts";
import { TokenKind } from "../../../syntax/tokens.ts";
import { walk } from "../../../syntax/walk.ts";
import { controlCodeLines, namesControlCode, smallestControlCode } from "../../decode/control-code.ts";
import { type Card, say } from "./card.ts";
import { comparedWith } from "./code-values.ts";
import { hex } from "./numbers.ts";
import { argumentAt, type Question } from "./question.ts";

export function controlCode(question: Question): Card | undefined {
  const { word, context } = question;
  const codes = context.facts.controlCode;
  if (word.kind === TokenKind.number) {
    const value = isCodeExpected(question) ? integerLiteral(word.text) : undefined;
    const name = value === undefined ? undefined : codes.byValue(value).find(({ kind }) => kind === "code")?.name;
    return value === undefined || value < smallestControlCode || value > 0xffffffff
      ? undefined
      : {
          title: name ?? word.text,
          summary: say`I/O control code ${hex(value)}`,
          facts: controlCodeLines(value, context.facts),
        };
  }
  const name = question.plainName;
  if (name === undefined) {
    return undefined;
  }
  const own = name === "CTL_CODE" ? question.macro?.name : name;
  const value = own === undefined ? undefined : macroValue(own, question);
  if (own !== undefined && value !== undefined) {
    return { title: own, summary: say`I/O control code ${hex(value)}`, facts: controlCodeLines(value, context.facts) };
  }
  const known = question.systemName === undefined ? undefined : codes.byName(name);
  switch (known?.kind) {
    case "code":
      return {
        title: name,
        summary: say`I/O control code ${hex(known.value)} of the system`,
        facts: controlCodeLines(known.value, context.facts),
      };
    case "device":
      return { title: name, summary: say`Device type ${hex(known.value)}`, facts: [] };
    case "method":
    case "access":
      return {
        title: name,
        summary: say`${[known.kind === "method" ? "Transfer method" : "Access"]} ${String(known.value)} of a control code`,
        facts: known.meaning === undefined ? [] : [[known.meaning]],
      };
    default:
      return undefined;
  }
}

/** The value of a macro of the unit that is a CTL_CODE, or a call of a macro that is one. */
function macroValue(name: string, { context }: Question): number | undefined {
  const { unit, facts } = context;
  const macro = unit.declares(name) ? certainMacro(name, context)?.macro : undefined;
  return macro?.parameters === undefined ? controlCodeValue(macro?.expression, unit, facts) : undefined;
}

/** Whether a number stands where a control code does: a case, a comparison, a definition, an argument. */
function isCodeExpected(question: Question): boolean {
  const { word, macro, fn } = question;
  if (macro !== undefined) {
    return macro.parameters === undefined && /^(?:IOCTL|FSCTL)_/.test(macro.name) && /^\(*\w+\)*$/.test(macro.body);
  }
  const other = comparedWith(word);
  if (other !== undefined) {
    return namesControlCode(other);
  }
  if (word.near(-1) === "case") {
    const condition = fn === undefined ? undefined : switchAround(question);
    return condition !== undefined && namesControlCode(condition);
  }
  const argument = argumentAt(question);
  // A size or a flag beside it is below the smallest code.
  return argument !== undefined && namesControlCode(argument.call.name ?? "");
}

/** The condition of the innermost switch around the word, as written. */
function switchAround({ word, fn }: Question): string | undefined {
  if (fn === undefined) {
    return undefined;
  }
  const offset = word.start - fn.anchor.start;
  let condition: string | undefined;
  walk(fn.definition, (node) => {
    if (offset < node.start || offset >= node.end) {
      return "skip";
    }
    if (node.kind === "switch") {
      condition = fn.text(node.condition);
    }
    return undefined;
  });
  return condition;
}
