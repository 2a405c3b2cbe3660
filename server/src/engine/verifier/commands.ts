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
  const ways: readonly Way[] = form === "now" ? liveWays(version) : [form];
  for (const way of ways) {
    const tellable = checks.filter((check) => isTold(check, way, version));
    const told = tellable.filter(({ needs }) => needs.every((id) => !isAmong(id, checks) || isAmong(id, tellable)));
    if (told.some((check) => own.includes(check))) {
      const lacks = checks.filter((check) => !told.includes(check) && check.run !== "helper").map(({ title }) => title);
      return { text: `verifier ${optionsOf(told, way)} ${drivers}`, lacks };
    }
  }
  return undefined;
}

const isAmong = (wanted: string, checks: readonly VerifierCheck[]): boolean => checks.some(({ id }) => id === wanted);

/** /dif ... /now and /volatile take effect at once. */
type Way = "classes" | "flags" | "dif" | "volatile";

/** The better one first; of Windows before 10 no way is told. */
function liveWays({ build }: WindowsVersion): readonly Way[] {
  return build >= firstBuildOf11 ? ["dif", "volatile"] : build >= firstBuildOf10 ? ["volatile"] : [];
}

const firstBuildOf10 = 10240;
const firstBuildOf11 = 22000;

function isTold(check: VerifierCheck, way: Way, version: WindowsVersion): boolean {
  const forms = formsIn(check, version);
  const isOf11 = version.build >= firstBuildOf11;
  switch (way) {
    case "dif":
      return check.liveIn11 === "dif" && forms.includes("classes");
    case "volatile":
      return (isOf11 ? check.liveIn11 === "volatile" : check.isLiveIn10) && forms.includes("flags");
    default:
      return forms.includes(way);
  }
}

function optionsOf(checks: readonly VerifierCheck[], way: Way): string {
  switch (way) {
    case "classes":
      return `/ruleclasses ${numbersOf(checks)} /driver`;
    case "flags":
      return `/flags ${flagsOf(checks)} /driver`;
    case "dif":
      // It turns DIF mode on by itself.
      return `/dif ${numbersOf(checks.filter(({ run }) => run !== "helper"))} /now /driver`;
    case "volatile":
      return `/volatile /flags ${flagsOf(checks)} /adddriver`;
  }
}

const flagsOf = (checks: readonly VerifierCheck[]): string =>
  `0x${checks
    .reduce((sum, { bit = 0 }) => sum + bit, 0)
    .toString(16)
    .toUpperCase()}`;

const numbersOf = (checks: readonly VerifierCheck[]): string =>
  checks
    .map(({ ruleClass = 0 }) => ruleClass)
    .sort((a, b) => a - b)
    .join(" ");
