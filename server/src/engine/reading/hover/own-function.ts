/** A function of the driver itself: the role and the levels that its declarations give it, and where they say so. */
import { type FunctionRole, rolesOf } from "../../../model/contracts/roles.ts";
import { entryLevels, salOf } from "../../../model/contracts/sal.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { Place } from "../../../model/place.ts";
import type { UnitModel } from "../../../model/unit-model.ts";
import { anyOf, type Card, say, type Text } from "./card.ts";
import { calledAt, levelRange } from "./levels.ts";
import { placePart } from "./place-text.ts";
import type { Question } from "./question.ts";

export function ownFunction(question: Question): Card | undefined {
  const { context, fn } = question;
  const { unit, facts } = context;
  const name = question.plainName;
  const meant =
    name === undefined || fn?.locals.has(name) || fn?.parameterNames.has(name) ? undefined : definition(name, question);
  if (name === undefined || meant === undefined) {
    return undefined;
  }
  const sal = salOf(meant, unit);
  const { roles, dispatches } = rolesOf(meant, unit, facts, sal);
  const majors = [...new Set(dispatches.map(({ major }) => major))];
  const lines = [
    ...roles.map((role) => roleLine(role, unit)),
    ...(majors.length === 0 ? [] : [say`Dispatches ${anyOf(majors)}`]),
    ...levelLines(entryLevels(sal.contracts), unit),
    ...callerLines(meant, question),
  ];
  return lines.length === 0 ? undefined : { title: name, summary: ["Function of this driver"], facts: lines };
}

/** The one function of the name that is no member; with several, the one of this file. */
function definition(name: string, { context: { unit, file } }: Question): FunctionModel | undefined {
  const all = unit.functions(name).filter(({ scope }) => scope === undefined);
  const here = all.filter((fn) => fn.file === file.path);
  return all.length === 1 ? all[0] : here.length === 1 ? here[0] : undefined;
}

const sayers: Readonly<Record<FunctionRole["how"], string>> = {
  declaration: "its declaration",
  "function-class": "its annotation",
  name: "its name",
};

function roleLine({ roleType, callback, how, place }: FunctionRole, unit: UnitModel): Text {
  const at = callback && calledAt(callback);
  return say`${roleType} by ${[sayers[how]]} (${[placePart(place, unit)]})${at === undefined ? [] : say`: ${at}`}`;
}

function levelLines({ min, max }: ReturnType<typeof entryLevels>, unit: UnitModel): readonly Text[] {
  const range = levelRange(min?.level, max?.level);
  const place = (max ?? min)?.contract.place;
  return range === undefined || place === undefined
    ? []
    : [say`IRQL: ${range}, by its annotation (${[placePart(place, unit)]})`];
}

/** Calls that a line can name. */
const maximumCalls = 3;

/** At which levels the driver itself calls a function that nothing else is said of. */
function callerLines(fn: FunctionModel, { context, levels }: Question): readonly Text[] {
  const entry = levels?.entryOf(fn);
  if (levels === undefined || entry?.from !== "callers") {
    return [];
  }
  const callers = levels.callersOf(fn);
  const calls: { readonly caller: FunctionModel; readonly place: Place }[] = [];
  let asked = 0;
  // What is not named is not looked for: some functions have hundreds of callers.
  for (; asked < callers.length && calls.length < maximumCalls; asked++) {
    const caller = callers[asked] as FunctionModel;
    calls.push(...levels.callsTo(fn, caller).map(({ place }) => ({ caller, place })));
  }
  const named = calls
    .slice(0, maximumCalls)
    .flatMap(
      ({ caller, place }, index): Text => [
        `${index === 0 ? "" : ", "}${caller.name} (`,
        placePart(place, context.unit),
        ")",
      ],
    );
  const rest = callers.length - asked;
  const more =
    rest > 0
      ? [` and ${rest} more ${rest === 1 ? "function" : "functions"}`]
      : calls.length > maximumCalls
        ? [" and more"]
        : [];
  return [say`Called at ${[entry.text]} by ${[...named, ...more]}`];
}
