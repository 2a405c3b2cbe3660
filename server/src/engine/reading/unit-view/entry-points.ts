/** The functions that the system calls, by the level that it calls them at. */

import { functionKey } from "../../../analysis/calls/function-key.ts";
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import type { Registration } from "../../../model/contracts/registrations.ts";
import type { FunctionModel } from "../../../model/function.ts";
import { grouped } from "../../../model/grouped.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { Steps } from "../../steps.ts";
import { nameInUnit } from "../function-names.ts";
import { type Callback, callbackOf, majorsText } from "../levels/callbacks.ts";
import { type EntryLevel, heightOf, type UnitLevels } from "../levels/level.ts";
import { numbered, placeRow, type Row } from "./row.ts";
import type { SaidBy, ViewedUnit } from "./unit.ts";

/** A callback as the lens above it has it; in a list, as all that is asked of a unit's functions. */
const entryPoints: FunctionAnalysis<RuleContext, readonly Callback[]> = {
  run(fn, context) {
    const callback = context.derived(callbackOf, fn);
    return callback === undefined ? [] : [callback];
  },
};

export function* entryPointRows(unit: ViewedUnit): Steps<readonly Row[]> {
  const entries = yield* unit.said(entryPoints);
  const levelled = entries.map((entry) => ({ ...entry, level: levelOf(entry.fn, unit.levels) }));
  const groups = [...grouped(levelled, ({ level }) => level?.text ?? "")].map(([text, members]) => ({
    text,
    level: members[0]?.level,
    members,
  }));
  return groups
    .sort((a, b) => rankOf(b.level) - rankOf(a.level) || compare(a.text, b.text))
    .map(({ text, level, members }) => ({
      id: text,
      kind: "level",
      label: text === "" ? "Level not known" : capital(text),
      notes: [String(members.length)],
      details: [],
      mark: level?.mark,
      at: undefined,
      rows: numbered(members.map((entry) => entryRow(entry, level))),
    }));
}

/** What callers in the driver do says nothing of how the system calls it. */
function levelOf(fn: FunctionModel, levels: UnitLevels | undefined): EntryLevel | undefined {
  const level = levels?.entryOf(fn);
  return level?.from === "callers" ? undefined : level;
}

function entryRow({ fn, said }: SaidBy<Callback>, level: EntryLevel | undefined): Row {
  const { roles, majors, contexts, registrations } = said;
  const [first] = registrations;
  const role = roles.join(", ");
  // A filter sees the requests of others.
  const dispatches = roles.includes("DRIVER_DISPATCH") ? "dispatches" : "called for";
  // The loader finds it by its name.
  const isUnseen = first === undefined && !roles.includes("DRIVER_INITIALIZE");
  return {
    id: functionKey(fn),
    kind: "entry",
    label: nameInUnit(fn),
    notes: [
      [role, ...(majors.length > 0 ? [majorsText(majors)] : [])].join(" for "),
      ...(isUnseen ? ["no registration seen"] : []),
    ],
    details: [
      `${nameInUnit(fn)}: ${role}${majors.length > 0 ? `, ${dispatches} ${majors.join(", ")}` : ""}`,
      contexts.length > 0
        ? `Called in ${contexts.join(" or ")}`
        : level === undefined
          ? "At which level it is called is not known"
          : `Called ${level.phrase}`,
      ...(isUnseen ? ["No place is seen in this unit that hands it to the system"] : []),
    ],
    mark: level?.mark,
    at: fn.place(fn.definition.nameSpan),
    shown: first?.place,
    rows: numbered(registrations.map(registrationRow)),
  };
}

function registrationRow({ name, place, within }: Registration): Row {
  return placeRow({
    id: `${name} ${within === undefined ? place.file : functionKey(within)}`,
    kind: "registration",
    label: name,
    notes: within === undefined ? [] : [`in ${nameInUnit(within)}`],
    at: place,
  });
}

/** The highest first, what is always so before what may be; unknown last. */
const rankOf = (level: EntryLevel | undefined): number => (level === undefined ? -1 : heightOf(level));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
