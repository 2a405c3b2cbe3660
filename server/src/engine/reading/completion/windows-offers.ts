/** The driver kit's functions, with the IRQLs that they may be called at. */

import { functionKey } from "../../../analysis/calls/function-key.ts";
import { irqlSummaries } from "../../../analysis/irql/flow.ts";
import { highest, passive, rangeText } from "../../../analysis/irql/level.ts";
import type { LevelNeed } from "../../../analysis/irql/summary.ts";
import {
  type ConditionalIrql,
  type Deprecation,
  type FunctionContract,
  type Level,
  levelRank,
} from "../../../facts/index.ts";
import type { FunctionModel } from "../../../model/function.ts";
import { baseName } from "../../../model/unit/paths.ts";
import type { UnitModel } from "../../../model/unit-model.ts";
import { isNewerThanTarget } from "../../../rules/api-newer-than-target.ts";
import type { RuleContext } from "../../../rules/context.ts";
import { sinceText } from "../hover/kernel-function.ts";
import { levelRange } from "../hover/levels.ts";
import { markHeights, type ShownLevel } from "../levels/level.ts";
import type { Bar, Offer } from "./offer.ts";

/** Those that begin so; what the driver itself gives a meaning to is left out. */
export function kitOffers(prefix: string, level: ShownLevel | undefined, context: RuleContext): readonly Offer[] {
  const { facts, unit } = context;
  const isAtHand = kitOf(unit);
  return facts.functionsFrom(prefix).flatMap((name): readonly Offer[] => {
    const contract = unit.declares(name) && !isImported(name, unit) ? undefined : facts.functionContract(name);
    if (contract === undefined) {
      return [];
    }
    const { header, irqlMin, irqlMax } = contract;
    const deprecation = facts.deprecation(name);
    const conditions = facts.conditionalIrql(name);
    const range = levelRange(irqlMin, irqlMax);
    return [
      {
        name,
        contract: range && plain(range) + (isCertain(contract, conditions) ? "" : ", with conditions"),
        notes: () => notesOf(contract, deprecation, facts),
        bar: levelBar(contract, conditions, level, unit) ?? versionBar(contract, context),
        isDeprecated: deprecation !== undefined && isReallyDeprecated(deprecation),
        isAtHand: header !== undefined && isAtHand(header),
      },
    ];
  });
}

function notesOf(
  contract: FunctionContract,
  deprecation: Deprecation | undefined,
  facts: RuleContext["facts"],
): readonly string[] {
  const { header, kmdfVersion } = contract;
  const since = sinceText(contract, deprecation, facts);
  return [
    ...(header === undefined ? [] : [header]),
    ...(kmdfVersion === undefined ? [] : [`since KMDF ${kmdfVersion}`]),
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(deprecation === undefined ? [] : [deprecationNote(deprecation)]),
  ];
}

/** What a function of the driver demands, by its own code and annotations. */
export function ownOffer(
  fn: FunctionModel,
  level: ShownLevel | undefined,
  context: RuleContext,
): Pick<Offer, "contract" | "bar"> {
  const { atMost, atLeast } = context.summary(irqlSummaries, functionKey(fn));
  const [most, least] = [demanded(atMost.always), demanded(atLeast.always)];
  const range = { low: least?.rank ?? passive, high: most?.rank ?? highest };
  const broken = level && (breaks(level, range.low, range.high) ?? undefined);
  const need = broken === "above" ? most : broken === "below" ? least : undefined;
  return {
    contract: rangeText(range),
    bar: level &&
      need && {
        kind: "level",
        text: `not ${level.phrase}`,
        because: need.source === fn.name ? `it ${need.because}` : `it leads to ${need.source}, which ${need.because}`,
      },
  };
}

/** Only what holds for every call and is no assertion. */
const demanded = (need: LevelNeed | undefined): LevelNeed | undefined =>
  need?.certainty === "certain" && need.given.length === 0 ? need : undefined;

/** Whether the levels hold for every call, and the reference says them as such. */
const isCertain = ({ confidence }: FunctionContract, conditions: readonly ConditionalIrql[]): boolean =>
  confidence === "exact" && conditions.length === 0;

function levelBar(
  contract: FunctionContract,
  conditions: readonly ConditionalIrql[],
  level: ShownLevel | undefined,
  unit: UnitModel,
): Bar | undefined {
  // Of what the driver declares itself its own annotations hold.
  if (level === undefined || !isCertain(contract, conditions) || unit.prototypes(contract.name).length > 0) {
    return undefined;
  }
  const { name, irqlMin, irqlMax } = contract;
  const rank = (bound: Level | undefined, none: number): number => (bound === undefined ? none : levelRank(bound));
  const broken = breaks(level, rank(irqlMin, passive), rank(irqlMax, highest));
  const because =
    broken === "above"
      ? `${name} may be called at ${irqlMax === "PASSIVE_LEVEL" ? "PASSIVE_LEVEL only" : `${irqlMax} at most`}`
      : `${name} may be called at ${irqlMin} or above only`;
  return broken && { kind: "level", text: `not ${level.phrase}`, because };
}

/** Whether every level that it may be is outside of the range. */
function breaks(
  { mark, isCertain: isNeverBelow }: ShownLevel,
  low: number,
  high: number,
): "above" | "below" | undefined {
  const rank = mark === undefined ? passive : markHeights[mark];
  const lowest = isNeverBelow ? rank : passive;
  // A level that is never below its mark may be above it, unless it is PASSIVE_LEVEL.
  const top = isNeverBelow && rank > passive ? highest : rank;
  return lowest > high ? "above" : top < low ? "below" : undefined;
}

function versionBar(contract: FunctionContract, context: RuleContext): Bar | undefined {
  const { targetWindows } = context;
  return targetWindows !== undefined && isNewerThanTarget(contract, context)
    ? {
        kind: "version",
        text: `not in ${targetWindows.version.name}`,
        because: `this driver is to run there (${targetWindows.saidBy})`,
      }
    : undefined;
}

const isReallyDeprecated = ({ status }: Deprecation): boolean =>
  status === "banned" || status === "obsolete" || status === "deprecated";

function deprecationNote({ status, replacements: [best] }: Deprecation): string {
  const instead = best === undefined ? "" : `: use ${best}`;
  return status === "discouraged" ? (best === undefined ? "better not used" : `better: ${best}`) : status + instead;
}

/** Whether the unit only declares it, as drivers do with what the headers leave out. */
const isImported = (name: string, unit: UnitModel): boolean =>
  unit.prototypes(name).length > 0 && unit.functionSymbols(name).length + unit.macros(name).length === 0;

/** The headers that others bring with them. */
const brought: Readonly<Record<string, readonly string[]>> = {
  "fltkernel.h": ["ntifs.h"],
  "ndis.h": ["ntddk.h"],
  "storport.h": ["ntddk.h"],
  "ntifs.h": ["ntddk.h"],
  "ntddk.h": ["wdm.h"],
};

/** Whether a header of the kit is among what the unit's files include, as far as their own lines say. */
function kitOf(unit: UnitModel): (header: string) => boolean {
  const included = new Set<string>(["wdm.h"]);
  const take = (header: string): void => {
    if (!included.has(header)) {
      included.add(header);
      brought[header]?.forEach(take);
    }
  };
  for (const { includes } of unit.files) {
    for (const { path } of includes) {
      take(baseName(path).toLowerCase());
    }
  }
  const hasFramework = included.has("wdf.h");
  const hasNdis = included.has("ndis.h");
  return (header) => {
    const plain = header.toLowerCase();
    return (
      included.has(plain) || (hasFramework && plain.startsWith("wdf")) || (hasNdis && /^(?:ndis|nb|nd)/.test(plain))
    );
  };
}

const plain = (text: ReturnType<typeof levelRange>): string =>
  (text ?? []).map((part) => (typeof part === "string" ? part : "code" in part ? part.code : part.label)).join("");
