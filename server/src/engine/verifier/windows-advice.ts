/** What Driver Verifier is told for a Windows driver: its runs, and values of the registry beside them. */
import {
  compareWindowsVersions,
  knownWindowsVersions,
  parseWindowsVersion,
  type VerifierCheck,
  type VerifierRun,
  type WindowsVersion,
} from "../../facts/index.ts";
import type { TargetWindows } from "../../rules/context.ts";
import type { CheckAdvice, ImageName, RunAdvice, SettingAdvice, WindowsAdvice } from "./advice.ts";
import { commandsFor } from "./commands.ts";
import { argumentOf } from "./image-name.ts";
import { askedChecks, isIn, withNeeded } from "./selection.ts";
import type { UnitUses } from "./unit-uses.ts";

export interface AdvisedDriver {
  readonly uses: UnitUses;
  readonly image: ImageName;
  readonly target: TargetWindows | undefined;
  readonly tags: readonly string[];
}

/** The order in which they are made, and whether a run turns on the checks of the first one too. */
const runs: readonly { readonly run: VerifierRun; readonly withChecks: boolean }[] = [
  { run: "checks", withChecks: true },
  { run: "faults", withChecks: true },
  { run: "systematic", withChecks: true },
  { run: "pending", withChecks: true },
  { run: "delays", withChecks: true },
  { run: "buffers", withChecks: false },
  { run: "isolation", withChecks: false },
  { run: "log", withChecks: false },
];

export function windowsAdvice(all: readonly VerifierCheck[], driver: AdvisedDriver): WindowsAdvice {
  const { uses, image, target, tags } = driver;
  const versions = versionsFor(target?.version);
  const asked = askedChecks(all, uses).filter(({ check }) => versions.some((version) => isIn(check, version)));
  const drivers = [image.file, ...image.beside.map(({ file }) => file)].map(argumentOf).join(" ");
  const advised = runs.flatMap(({ run, withChecks }) => {
    const own = asked.filter(({ check }) => check.run === run);
    const basis = withChecks && run !== "checks" ? asked.filter(({ check }) => check.run === "checks") : [];
    return own.length === 0 ? [] : [runAdvice(run, own, basis, { all, versions, drivers })];
  });
  const newest = versions.at(-1);
  return {
    platform: "windows",
    image,
    target,
    runs: advised,
    settings: asked.flatMap((advice) => settingOf(advice, image)),
    standardBeside: all
      .filter((check) => check.isStandard && (newest === undefined || isIn(check, newest)))
      .filter((check) => !asked.some((advice) => advice.check === check))
      .map(({ title }) => title),
    tags,
  };
}

/** From the oldest that the driver is for, else from Windows 10 on. */
function versionsFor(oldest: WindowsVersion | undefined): readonly WindowsVersion[] {
  const first = oldest ?? parseWindowsVersion("Windows 10");
  return knownWindowsVersions().filter((version) => first === undefined || compareWindowsVersions(version, first) >= 0);
}

interface Surroundings {
  readonly all: readonly VerifierCheck[];
  readonly versions: readonly WindowsVersion[];
  readonly drivers: string;
}

function runAdvice(
  run: VerifierRun,
  own: readonly CheckAdvice[],
  basis: readonly CheckAdvice[],
  { all, versions, drivers }: Surroundings,
): RunAdvice {
  const excluded = new Set(own.flatMap(({ check }) => check.excludes));
  const kept = basis.filter(({ check }) => !excluded.has(check.id));
  const checksIn = (version: WindowsVersion): readonly VerifierCheck[] =>
    own.some(({ check }) => isIn(check, version))
      ? withNeeded(
          [...own, ...kept].map(({ check }) => check).filter((check) => isIn(check, version)),
          all,
          version,
        )
      : [];
  const needed = neededOnly([...own, ...kept], all);
  const isFirst = run === "checks";
  return {
    run,
    commands: commandsFor({ versions, own: own.map(({ check }) => check), drivers, checksIn }),
    checks: isFirst ? inOrder([...own, ...needed], all) : own,
    with: isFirst
      ? []
      : [...kept, ...needed.filter(({ check }) => check.run !== "helper")].map(({ check }) => check.title),
  };
}

/** Checks that are turned on because others of the run cannot do without them. */
function neededOnly(checks: readonly CheckAdvice[], all: readonly VerifierCheck[]): readonly CheckAdvice[] {
  return all.flatMap((check): readonly CheckAdvice[] => {
    const neededBy = checks.filter((other) => other.check.needs.includes(check.id)).map((other) => other.check.title);
    return neededBy.length === 0 || checks.some((other) => other.check === check)
      ? []
      : [{ check, reasons: [], fitsAny: false, neededBy }];
  });
}

const inOrder = (checks: readonly CheckAdvice[], all: readonly VerifierCheck[]): readonly CheckAdvice[] =>
  all.flatMap((check) => checks.find((advice) => advice.check === check) ?? []);

function settingOf(advice: CheckAdvice, image: ImageName): readonly SettingAdvice[] {
  const { setting } = advice.check;
  if (setting === undefined) {
    return [];
  }
  const key = setting.key.replace("{service}", image.file.replace(/\.sys$/i, ""));
  return [
    {
      ...advice,
      command: `reg add "${key}" /v ${setting.value} /t REG_DWORD /d ${setting.data}`,
      undo: `reg delete "${key}" /v ${setting.value}`,
    },
  ];
}
