/** What a call does to the IRQL, to APCs and to locks, in words. */
import type { IrqlEffect, IrqlPlace } from "../../facts/index.ts";
import { anyOf, say, type Text } from "./card.ts";

/** A line for each thing that is different after the call. */
export function effectLines(effect: IrqlEffect): readonly Text[] {
  const lines = [levelLine(effect), apcLine(effect.effect), pairLine(effect)];
  return lines.filter((line) => line !== undefined);
}

function levelLine({ after, savesTo, restoresFrom }: IrqlEffect): Text | undefined {
  switch (after.kind) {
    case "same":
      return undefined;
    case "restored":
      return say`Goes back to the IRQL kept ${place(restoresFrom)}`;
    case "parameter":
      return say`Returns at the IRQL given in parameter ${[String(after.index + 1)]}${saved(savesTo)}`;
    case "level": {
      const { condition } = after;
      const when = condition === undefined ? [] : say` ${[condition.when]} ${conditionText(condition.text)}`;
      return say`Returns at ${after.level}${when}${saved(savesTo)}`;
    }
  }
}

/** `Wait==TRUE`, `TRUE` for what the call returns, or a flag. */
function conditionText(text: string): Text {
  const [name = "", value] = text.split("==");
  return value !== undefined ? say`${name} is ${value}` : text === "TRUE" ? say`it returns ${text}` : [text];
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

const apcLines: Readonly<Record<string, string>> = {
  enter_critical_region: "Holds back normal kernel APCs",
  leave_critical_region: "Lets normal kernel APCs through again",
  enter_guarded_region: "Holds back all APCs",
  leave_guarded_region: "Lets APCs through again",
};

function apcLine(effect: string): Text | undefined {
  const line = apcLines[effect];
  if (line !== undefined) {
    return [line];
  }
  return effect.endsWith("_acquire_critical_region")
    ? ["Holds back normal kernel APCs as well"]
    : effect.endsWith("_release_critical_region")
      ? ["Lets normal kernel APCs through again as well"]
      : undefined;
}

function pairLine({ effect, pairs }: IrqlEffect): Text | undefined {
  // A wait takes a mutex only where it is one that is waited for.
  if (pairs.length === 0 || effect === "mutex_or_wait") {
    return undefined;
  }
  const undoes = /release|leave|lower|detach|restore|_from_dpc$/.test(effect);
  return undoes ? say`Undoes ${anyOf(pairs)}` : say`Undone by ${anyOf(pairs)}`;
}
