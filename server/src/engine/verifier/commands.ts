/** Command lines of verifier.exe for a run of checks, for each Windows that the driver may meet. */
import type { VerifierCheck, WindowsVersion } from "../../facts/index.ts";
import type { VerifierCommand } from "./advice.ts";
import { formsIn } from "./selection.ts";

export interface CommandedRun {
  /** In their order, without gaps. */
  readonly versions: readonly WindowsVersion[];
  /** What the run is for: a command that turns none of it on is none. */
  readonly own: readonly VerifierCheck[];
  /** As commands name them, quoted where that is needed. */
  readonly drivers: string;
  /** The checks of the run that a version has. */
  checksIn(version: WindowsVersion): readonly VerifierCheck[];
}

/** By the first Windows that they are right for, rule classes first. */
export function commandsFor(run: CommandedRun): readonly VerifierCommand[] {
  const newest = run.versions.at(-1);
  const commands = forms.flatMap((form) => {
    const groups: { from: WindowsVersion; to: WindowsVersion; command: Command }[] = [];
    for (const version of run.versions) {
      const command = commandIn(form, version, run);
      const last = groups.at(-1);
      if (command === undefined) {
        continue;
      }
      if (last !== undefined && last.to.order === version.order - 1 && keyOf(last.command) === keyOf(command)) {
        last.to = version;
      } else {
        groups.push({ from: version, to: version, command });
      }
    }
    return groups.map(({ from, to, command }) => ({
      form,
      ...command,
      from,
      to: to.order === newest?.order ? undefined : to,
    }));
  });
  return commands.sort((a, b) => a.from.order - b.from.order || forms.indexOf(a.form) - forms.indexOf(b.form));
}

const forms = ["classes", "flags", "now"] as const;

type Command = Pick<VerifierCommand, "text" | "lacks">;

const keyOf = ({ text, lacks }: Command): string => [text, ...lacks].join("\n");

function commandIn(
  form: VerifierCommand["form"],
  version: WindowsVersion,
  { own, drivers, checksIn }: CommandedRun,
): Command | undefined {
  const checks = checksIn(version);
  const told = checks.filter((check) => isTold(check, form, version));
  if (!told.some((check) => own.includes(check))) {
    return undefined;
  }
  const lacks = checks.filter((check) => !told.includes(check) && check.run !== "helper").map(({ title }) => title);
  return { text: `verifier ${optionsOf(told, form)} /driver ${drivers}`, lacks };
}

function isTold(check: VerifierCheck, form: VerifierCommand["form"], version: WindowsVersion): boolean {
  const ways = formsIn(check, version);
  return form === "now"
    ? version.build >= firstBuildOf11 && check.liveIn11 === "dif" && ways.includes("classes")
    : ways.includes(form);
}

const firstBuildOf11 = 22000;

function optionsOf(checks: readonly VerifierCheck[], form: VerifierCommand["form"]): string {
  switch (form) {
    case "classes":
      return `/ruleclasses ${numbersOf(checks)}`;
    case "flags":
      return `/flags 0x${checks
        .reduce((sum, { bit = 0 }) => sum + bit, 0)
        .toString(16)
        .toUpperCase()}`;
    case "now":
      // It turns DIF mode on by itself.
      return `/dif ${numbersOf(checks.filter(({ run }) => run !== "helper"))} /now`;
  }
}

const numbersOf = (checks: readonly VerifierCheck[]): string =>
  checks
    .map(({ ruleClass = 0 }) => ruleClass)
    .sort((a, b) => a - b)
    .join(" ");
