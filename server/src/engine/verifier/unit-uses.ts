/** All uses of a driver unit, with their places in the unit's order. */
import { grouped } from "../../model/grouped.ts";
import type { Place } from "../../model/place.ts";
import type { Platform } from "../../rules/rule.ts";
import type { ViewedUnit } from "../reading/unit-view/unit.ts";
import { rangeOf, type TextRange } from "../report.ts";
import type { Steps } from "../steps.ts";
import { linuxUses } from "./linux-uses.ts";
import { phrases } from "./phrases.ts";
import type { NamedUse } from "./use-site.ts";
import { windowsUses, windowsUsesOfUnit } from "./windows-uses.ts";

/** See `UseSite`; the name is empty where the place says all. */
export interface PlacedUse extends NamedUse {
  readonly name: string;
  readonly place: Place;
}

/** Why a check is advised: one use of the unit. */
export interface Reason {
  readonly use: string;
  /** What the driver does, as a phrase behind "it": "allocates pool". */
  readonly phrase: string;
  /** How many places there are. */
  readonly count: number;
  /** What is called there, most often first. */
  readonly names: readonly { readonly name: string; readonly count: number }[];
  /** The rules that the check has for it, sorted. */
  readonly rules: readonly string[];
  /** The first ones, in the unit's order; the first one of each name before others. */
  readonly places: readonly TextRange[];
}

/** By use; a use without an entry is not there. */
export type UnitUses = ReadonlyMap<string, Reason>;

/** Places that are kept for a use: more are no more of a reason. */
const maximumPlaces = 20;

/**
 * In slices; an edit between two of them makes the rest worthless.
 * @param unlisted files that are read with the unit and are no part of its program
 */
export function* usesOfUnit(unit: ViewedUnit, platform: Platform, unlisted: ReadonlySet<string>): Steps<UnitUses> {
  const files = unit.files.filter(({ path }) => !unlisted.has(path));
  const said = yield* unit.said(platform === "windows-kernel" ? windowsUses : linuxUses, files);
  const placed: PlacedUse[] = said.map(({ fn, said: { use, name, rules, start, end } }) => ({
    ...{ use, name, rules },
    place: fn.place({ start, end }),
  }));
  if (platform === "windows-kernel") {
    placed.push(...(yield* windowsUsesOfUnit(unit, files)));
  }
  const uses = grouped(placed, ({ use }) => use);
  return new Map([...uses].map(([use, sites]) => [use, reasonOf(use, sites)]));
}

function reasonOf(use: string, sites: readonly PlacedUse[]): Reason {
  const byName = grouped(sites, ({ name }) => name);
  const firsts = [...byName.values()].flatMap(([first]) => first ?? []);
  const others = sites.filter((site) => !firsts.includes(site));
  const names = [...byName]
    .map(([name, { length }]) => ({ name, count: length }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  return {
    use,
    phrase: phrases.get(use) ?? use,
    count: sites.length,
    names: names.filter(({ name }) => name !== ""),
    rules: [...new Set(sites.flatMap(({ rules }) => rules))].sort(),
    places: [...firsts, ...others].slice(0, maximumPlaces).map(({ place }) => rangeOf(place)),
  };
}
