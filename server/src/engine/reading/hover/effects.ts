/** What a call does to the IRQL, to APCs and to locks, in words. */
import type { IrqlAfterCondition, IrqlEffect, IrqlPlace } from "../../../facts/index.ts";
import { anyOf, say, type Text } from "./card.ts";

/** A line for each thing that is different after the call. */
export function effectLines(effect: IrqlEffect): readonly Text[] {
  const lines = [levelLine(effect), apcLine(effect), pairLine(effect)];
  return lines.filter((line) => line !== undefined);
}

function levelLine({ after, savesTo, restoresFrom, success }: IrqlEffect): Text | undefined {
  switch (after.kind) {
    case "same":
      return undefined;
    case "restored":
      return say`Goes back to the IRQL kept ${place(restoresFrom)}`;
    case "parameter":
      return say`Returns at the IRQL given in parameter ${[String(after.index + 1)]}${saved(savesTo)}`;
    case "level": {
      const when = after.condition === undefined ? [] : conditionText(after.condition);
      const result = success?.result === "boolean" ? say` if it returns ${"TRUE"}` : [];
      return say`Returns at ${after.level}${when}${result}${saved(savesTo)}`;
    }
    case "at-least":
      return say`Returns at ${after.level} or a level above${saved(savesTo)}`;
  }
}

/** " if Wait is TRUE", " unless SpinLock is InterruptLock, else at DIRQL". */
function conditionText({ when, text, otherwise }: IrqlAfterCondition): Text {
  const [name = "", value] = text.split("==");
  const holds: Text = value === undefined ? [text] : say`${name} is ${value}`;
  return say` ${[when]} ${holds}${otherwise === undefined ? [] : say`, else at ${otherwise}`}`;
}

const saved = (savesTo: IrqlPlace | undefined): Text =>
  savesTo === undefined
    ? []
    : savesTo === "return"
      ? ["; the old one is the result"]
      : say`; the old one is kept ${place(savesTo)}`;

function place(at: IrqlPlace | undefined): Text {
  if (at === undefined) {
    return ["before"];
  }
  return [at === "lock" ? "in the lock" : at === "return" ? "in the result" : `in parameter ${at + 1}`];
}

const apcLines: Readonly<Record<NonNullable<IrqlEffect["region"]>, string>> = {
  "enters-critical": "Holds back normal kernel APCs",
  "leaves-critical": "Lets normal kernel APCs through again",
  "enters-guarded": "Holds back all APCs",
  "leaves-guarded": "Lets APCs through again",
};

function apcLine({ region, lock }: IrqlEffect): Text | undefined {
  return region && [`${apcLines[region]}${lock === undefined ? "" : " as well"}`];
}

function pairLine(effect: IrqlEffect): Text | undefined {
  const { pairs } = effect;
  if (pairs.length === 0) {
    return undefined;
  }
  return undoes(effect) ? say`Undoes ${anyOf(pairs)}` : say`Undone by ${anyOf(pairs)}`;
}

const undoes = ({ lock, region, floatState, level, process }: IrqlEffect): boolean =>
  lock?.action === "release" ||
  region?.startsWith("leaves") === true ||
  floatState === "restores" ||
  level === "lowers" ||
  process === "detaches";
