/** What a verifier is told for a driver, with places as lines: what text is made of, and what scripts get. */
import type { Facts, VerifierBugCheck, WindowsVersion } from "../../facts/index.ts";
import { hex } from "../reading/hover/numbers.ts";
import type { TextRange } from "../report.ts";
import type {
  CheckAdvice,
  ImageName,
  OptionAdvice,
  RunAdvice,
  SettingAdvice,
  VerifierAdvice,
  VerifierCommand,
} from "./advice.ts";
import type { Reason } from "./unit-uses.ts";

/** A place as people are shown it; line and column from 1. */
export interface ShownPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Where ranges begin, in the order given. */
export type LocateStarts = (ranges: readonly TextRange[]) => readonly ShownPlace[];

export interface ReasonReport {
  readonly use: string;
  /** Behind "it": "allocates pool". */
  readonly text: string;
  readonly count: number;
  readonly names: Reason["names"];
  readonly rules: readonly string[];
  /** The first ones where there are many. */
  readonly places: readonly ShownPlace[];
}

export interface CheckReport {
  readonly id: string;
  readonly title: string;
  /** "0x20000"; null where it has none. */
  readonly bit: string | null;
  readonly ruleClass: number | null;
  readonly standard: boolean;
  readonly since: string;
  readonly until: string | null;
  readonly again: string | null;
  readonly reasons: readonly ReasonReport[];
  readonly fitsAnyDriver: boolean;
  readonly neededBy: readonly string[];
  readonly bugChecks: readonly {
    readonly code: string;
    readonly parameter: string | null;
    readonly name: string | null;
  }[];
  readonly finds: string;
  readonly costs: string;
  readonly page: string;
}

export interface CommandReport extends Pick<VerifierCommand, "form" | "text" | "lacks"> {
  /** The Windows versions that it is right for. */
  readonly from: string;
  /** Null up to the newest. */
  readonly to: string | null;
}

export interface RunReport extends Pick<RunAdvice, "run" | "with"> {
  readonly commands: readonly CommandReport[];
  readonly checks: readonly CheckReport[];
}

export interface SettingReport extends Pick<SettingAdvice, "command" | "undo"> {
  readonly check: CheckReport;
}

export interface OptionReport extends Pick<OptionAdvice["option"], "name" | "needs" | "excludes" | "finds" | "costs"> {
  readonly since: string | null;
  readonly says: string | null;
  readonly how: string | null;
  readonly reasons: readonly ReasonReport[];
  readonly fitsAnyDriver: boolean;
}

interface ImageReport extends Pick<ImageName, "file" | "beside"> {
  readonly doubt: string | null;
}

export type AdviceReport =
  | {
      readonly platform: "windows";
      readonly image: ImageReport;
      readonly target: { readonly windows: string; readonly saidBy: string } | null;
      readonly runs: readonly RunReport[];
      readonly settings: readonly SettingReport[];
      readonly standardBeside: readonly string[];
      readonly tags: readonly string[];
    }
  | { readonly platform: "linux"; readonly kernels: readonly (readonly OptionReport[])[] }
  | { readonly platform: "unread"; readonly image: ImageReport; readonly because: string };

/** The advice for one unit. */
export type UnitAdviceReport = {
  /** See `DriverUnit`. */
  readonly unit: string;
  /** The project file, or the folder where there is none, as paths are shown. */
  readonly project: string;
} & AdviceReport;

export function adviceReport(
  advice: VerifierAdvice,
  facts: Pick<Facts, "bugCheck">,
  locate: LocateStarts,
): AdviceReport {
  const reasonOf = reasonReports(advice, locate);
  const check = (one: CheckAdvice): CheckReport => checkReport(one, facts, reasonOf);
  switch (advice.platform) {
    case "unread":
      return { platform: "unread", image: imageReport(advice.image), because: advice.because };
    case "linux":
      return {
        platform: "linux",
        kernels: advice.kernels.map((options) => options.map((option) => optionReport(option, reasonOf))),
      };
    case "windows": {
      const { image, target, runs, settings, standardBeside, tags } = advice;
      return {
        platform: "windows",
        image: imageReport(image),
        target: target === undefined ? null : { windows: target.version.name, saidBy: target.saidBy },
        runs: runs.map(({ run, commands, checks, with: others }) => ({
          run,
          commands: commands.map(commandReport),
          checks: checks.map(check),
          with: others,
        })),
        settings: settings.map((one) => ({ check: check(one), command: one.command, undo: one.undo })),
        standardBeside,
        tags,
      };
    }
  }
}

const imageReport = ({ file, doubt, beside }: ImageName): ImageReport => ({ file, doubt: doubt ?? null, beside });

const commandReport = ({ form, text, from, to, lacks }: VerifierCommand): CommandReport => ({
  form,
  text,
  from: from.name,
  to: to?.name ?? null,
  lacks,
});

function checkReport(
  { check, reasons, fitsAny, neededBy }: CheckAdvice,
  facts: Pick<Facts, "bugCheck">,
  reasonOf: ReasonOf,
): CheckReport {
  const { id, title, bit, ruleClass, isStandard, since, until, again, bugChecks, finds, costs, page } = check;
  return {
    ...{ id, title, finds, costs, page, neededBy },
    bit: bit === undefined ? null : hex(bit),
    ruleClass: ruleClass ?? null,
    standard: isStandard,
    since: since.name,
    until: nameOf(until),
    again: nameOf(again),
    reasons: reasons.flatMap(reasonOf),
    fitsAnyDriver: fitsAny,
    bugChecks: bugChecks.map((one) => bugCheckReport(one, facts)),
  };
}

const nameOf = (version: WindowsVersion | undefined): string | null => version?.name ?? null;

function bugCheckReport(
  { code, parameter }: VerifierBugCheck,
  { bugCheck }: Pick<Facts, "bugCheck">,
): CheckReport["bugChecks"][number] {
  return {
    code: hex(code),
    parameter: parameter === undefined ? null : hex(parameter),
    name: bugCheck.byValue(code)[0]?.name ?? null,
  };
}

function optionReport({ option, reasons, fitsAny }: OptionAdvice, reasonOf: ReasonOf): OptionReport {
  const { name, needs, excludes, finds, costs, since, says, how } = option;
  return {
    ...{ name, needs, excludes, finds, costs },
    since: since ?? null,
    says: says ?? null,
    how: how ?? null,
    reasons: reasons.flatMap(reasonOf),
    fitsAnyDriver: fitsAny,
  };
}

type ReasonOf = (reason: Reason) => readonly ReasonReport[];

/** Each reason is located once, however many checks there are for it. */
function reasonReports(advice: VerifierAdvice, locate: LocateStarts): ReasonOf {
  const distinct = [...new Set(reasonsIn(advice))];
  const located = locate(distinct.flatMap(({ places }) => places));
  let next = 0;
  const reports = new Map<Reason, ReasonReport>();
  for (const reason of distinct) {
    const { use, phrase, count, names, rules, places } = reason;
    const own = located.slice(next, next + places.length);
    next += places.length;
    reports.set(reason, {
      ...{ use, count, names, rules },
      text: phrase,
      places: own,
    });
  }
  return (reason) => {
    const report = reports.get(reason);
    return report === undefined ? [] : [report];
  };
}

function reasonsIn(advice: VerifierAdvice): readonly Reason[] {
  switch (advice.platform) {
    case "windows":
      return [...advice.runs.flatMap(({ checks }) => checks), ...advice.settings].flatMap(({ reasons }) => reasons);
    case "linux":
      return advice.kernels.flat().flatMap(({ reasons }) => reasons);
    case "unread":
      return [];
  }
}
