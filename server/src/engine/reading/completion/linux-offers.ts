/** The Linux kernel's functions, with whether they sleep. */
import { atomicSummaries } from "../../../analysis/atomic/flow.ts";
import { functionKey } from "../../../analysis/calls/function-key.ts";
import type { LinuxContext } from "../../../facts/index.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { ShownLevel } from "../levels/level.ts";
import type { Bar, Offer } from "./offer.ts";

/** Those that begin so; what the module itself gives a meaning to is left out. */
export function linuxOffers(
  prefix: string,
  level: ShownLevel | undefined,
  { facts, unit }: RuleContext,
): readonly Offer[] {
  return facts.linuxFunctionsFrom(prefix).flatMap((name): readonly Offer[] => {
    const rows = unit.declares(name) ? [] : facts.linuxContext(name);
    const call = rows.find(({ kind }) => kind === "function" || kind === "macro");
    return rows.length === 0
      ? []
      : [
          {
            name,
            contract: call && contractOf(call),
            notes: () => headerOf(rows).map((header) => `<${header}>`),
            bar: call !== undefined && sleepsAlways(call) ? atomicBar(level, `${name} may sleep`) : undefined,
            isDeprecated: false,
            isAtHand: true,
          },
        ];
  });
}

const headerOf = (rows: readonly LinuxContext[]): readonly string[] =>
  rows.flatMap(({ header }) => header ?? []).slice(0, 1);

/** What a function of the module does, by its own code. */
export function ownLinuxOffer(
  fn: FunctionModel,
  level: ShownLevel | undefined,
  context: RuleContext,
): Pick<Offer, "contract" | "bar"> {
  const { sleeps } = context.summary(atomicSummaries, functionKey(fn));
  const sure = sleeps.find(
    ({ certainty, given, memory, flags, asks, faults, hasInterruptsOn }) =>
      certainty === "always" &&
      given.length + memory.length + asks.length === 0 &&
      flags === undefined &&
      !faults &&
      !hasInterruptsOn,
  );
  return {
    contract: sure === undefined ? undefined : "may sleep",
    bar: sure && atomicBar(level, `it leads to ${sure.source}, which ${sure.because}`),
  };
}

function contractOf({ maySleep, atomicOk }: LinuxContext): string | undefined {
  switch (maySleep) {
    case "yes":
      return "may sleep";
    case "gfp-dependent":
      return "may sleep, by its gfp flags";
    case "no":
      return atomicOk === "yes" ? "does not sleep" : undefined;
    case "depends":
      return undefined;
  }
}

/** What fails instead where page faults are off, and what waits for a handler alone, may be right in atomic context. */
const sleepsAlways = ({ maySleep, effect, note }: LinuxContext): boolean =>
  maySleep === "yes" && effect !== "waits for the handler" && !/may fault|user space/.test(note ?? "");

const atomicBar = (level: ShownLevel | undefined, because: string): Bar | undefined =>
  level?.mark === "atomic" && level.isCertain ? { kind: "level", text: `not ${level.phrase}`, because } : undefined;
