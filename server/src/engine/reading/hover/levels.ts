/** IRQLs in words. */
import type { CallbackContract, ConditionalIrql, Confidence, FunctionContract, Level } from "../../../facts/index.ts";
import { say, type Text } from "./card.ts";

/** "`APC_LEVEL` or below"; undefined where nothing is known. */
export function levelRange(min: Level | undefined, max: Level | undefined): Text | undefined {
  const fromBottom = min === undefined || min === "PASSIVE_LEVEL";
  if (max === undefined) {
    return fromBottom ? undefined : say`${min} or above`;
  }
  if (min === max || (fromBottom && max === "PASSIVE_LEVEL")) {
    return say`${max}`;
  }
  // The highest level as a maximum means that there is no limit.
  if (max === "HIGH_LEVEL") {
    return fromBottom ? say`any level` : say`${min} or above`;
  }
  return fromBottom ? say`${max} or below` : say`${min} to ${max}`;
}

/** A line for each thing that is known of the levels at which a function may be called. */
export function callLevels(contract: FunctionContract, conditions: readonly ConditionalIrql[]): readonly Text[] {
  const { irqlMin: min, irqlMax: max, confidence, source } = contract;
  const [only, ...others] = conditions;
  // With one condition the levels are those of its two branches; what several do together nobody says.
  const usual = levelRange(min, only !== undefined && others.length === 0 ? (only.irqlMaxOtherwise ?? max) : max);
  const special = conditions.flatMap(({ condition, text, irqlMaxIf, irqlMaxOtherwise }): readonly Text[] => {
    const range = irqlMaxIf === undefined ? undefined : levelRange(min, irqlMaxIf);
    const isUsual = others.length === 0 || irqlMaxOtherwise === undefined || irqlMaxOtherwise === max;
    const rest = isUsual ? undefined : levelRange(min, irqlMaxOtherwise);
    if (range === undefined) {
      return [];
    }
    return [say`IRQL (${conditionText(condition, text)}): ${range}${rest === undefined ? [] : say`, else ${rest}`}`];
  });
  if (usual === undefined) {
    return special;
  }
  const sure = only === undefined ? provenance(confidence, source) : others.length === 0 ? sourceOf(only) : "";
  return [say`IRQL: ${usual}${[sure]}`, ...special];
}

/** "called at `DISPATCH_LEVEL`": the levels at which the system calls a routine. */
export function calledAt({ irqlMin, irqlMax, confidence, source }: CallbackContract): Text | undefined {
  const range = levelRange(irqlMin, irqlMax);
  const conditions = confidence === "partial" && source === "frontmatter" ? " (with conditions)" : "";
  return range && say`called at ${range}${[conditions]}`;
}

/** How sure a level is; said only where it is. */
export function provenance(confidence: Confidence, source: string | undefined): string {
  if (source !== "frontmatter") {
    return "";
  }
  return confidence === "exact" ? " (documented)" : confidence === "partial" ? " (documented, with conditions)" : "";
}

const sourceOf = ({ source }: ConditionalIrql): string => (source === "doc" ? " (documented)" : "");

function conditionText(condition: ConditionalIrql["condition"], text: string): Text {
  switch (condition.kind) {
    case "parameter-is": {
      const kind = /^(Paged|NonPaged)Pool\*$/.exec(condition.value)?.[1];
      return kind === undefined
        ? say`${condition.parameter} is ${condition.value}`
        : say`${condition.parameter} is a ${[kind === "Paged" ? "paged" : "nonpaged"]} type`;
    }
    case "flag-set":
      return say`${condition.parameter} has ${condition.flag}`;
    case "waits":
      return say`it may wait: ${condition.parameter} is NULL or not 0`;
    case "older-than":
      return say`before ${[condition.version.name]}`;
    case "other":
      return [text.replaceAll("!=", " is not ").replaceAll("==", " is ")];
  }
}
