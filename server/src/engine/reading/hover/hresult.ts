/** HRESULT and Win32 error values: names of the kits, names that the project defines, and numbers. */
import { TokenKind } from "../../../syntax/tokens.ts";
import { phrase } from "../../decode/decoding.ts";
import { win32Summary } from "../../decode/error-numbers.ts";
import { hresultFacts, hresultSummary } from "../../decode/hresult.ts";
import type { Card } from "./card.ts";
import { castTo, comparedWith, ownCode, writtenCode } from "./code-values.ts";
import type { Question } from "./question.ts";

export function hresult(question: Question): Card | undefined {
  const { word, context } = question;
  if (word.kind === TokenKind.number) {
    return literal(question);
  }
  const name = question.systemName;
  const known = name === undefined ? undefined : context.facts.hresult.byName(name);
  if (known !== undefined) {
    return {
      title: known.name,
      summary: hresultSummary("HRESULT", known.value),
      facts: [
        ...phrase(known.meaning),
        // S_OK and S_FALSE have no parts worth a line, and E_FAIL none that says more than its name.
        ...(known.value < 2 || known.value >>> 16 === 0x8000 ? [] : hresultFacts(known.value, context.facts)),
      ],
    };
  }
  return win32Error(question) ?? projectsOwn(question);
}

/** A user-mode name, which drivers meet in what they wrap into an HRESULT. */
function win32Error({ systemName, context }: Question): Card | undefined {
  const known = systemName?.startsWith("ERROR_") ? context.facts.win32Error.byName(systemName) : undefined;
  return known && { title: known.name, summary: win32Summary(known.value), facts: phrase(known.meaning) };
}

/** `#define E_MINE ((HRESULT)0x80040201L)`. */
function projectsOwn(question: Question): Card | undefined {
  const own = ownCode(question, /^[A-Z]/, /\(\s*HRESULT\s*\)|\b_HRESULT_TYPEDEF_\b/);
  return (
    own && {
      title: own.name,
      summary: hresultSummary("The project's own HRESULT", own.value),
      facts: hresultFacts(own.value, question.context.facts),
    }
  );
}

function literal(question: Question): Card | undefined {
  const { word, context } = question;
  const value = writtenCode(word);
  if (value === undefined || !isExpected(question)) {
    return undefined;
  }
  const [known] = context.facts.hresult.byValue(value);
  return {
    title: known?.name ?? word.text,
    summary: hresultSummary("HRESULT", value),
    facts: [...phrase(known?.meaning), ...hresultFacts(value, context.facts)],
  };
}

/** Behind a cast to HRESULT, assigned to or compared with what is called one, or returned where one is. */
function isExpected({ word, fn }: Question): boolean {
  const type = word.near(-1) === "return" ? fn?.definition.returnType?.base : castTo(word);
  const other = comparedWith(word);
  return type === "HRESULT" || (other !== undefined && /^hr$|^hr[A-Z]|[hH][rR]esult$|^HRESULT$/.test(other));
}
