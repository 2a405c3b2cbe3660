/** The options that SQLite is compiled with, against those that a kernel needs. */
import type { ProfiledOption } from "../../../analysis/sqlite/build-profile.ts";
import { baseName } from "../../../model/unit/paths.ts";
import { rangeOf } from "../../report.ts";
import { counted } from "../unit-view/row.ts";
import { type Assessment, isGrave, listed } from "./assessment.ts";
import type { SqliteUnit } from "./sqlite-unit.ts";
import type { Evidence } from "./step.ts";

export function options({ build: profile, driver, findings, suppressed }: SqliteUnit): Assessment {
  if (profile === undefined) {
    return {
      state: "unknown",
      sentence: "How SQLite is compiled cannot be seen: no project says it for the source that SQLite is in.",
      details: ["It may come as a library; or a condition that nobody knows here decides about an option."],
    };
  }
  const { build } = profile;
  const where = baseName(driver.projectFile ?? build.source);
  const bad = profile.options.filter(({ state }) => state === "wrong" || state === "missing");
  const grave = bad.filter(({ option }) => option.kind !== "advised");
  const advised = bad.filter(({ option }) => option.kind === "advised");
  const isTold = findings.some((finding) => finding.rule === optionRule && isGrave(finding));
  const details = [
    ...(isTold ? [] : grave.map(toldOption)),
    ...(advised.length === 0
      ? []
      : [`Advised, and left out or set otherwise: ${advised.map(writtenOption).join(", ")}.`]),
  ];
  const evidence: readonly Evidence[] = [
    ...(build.listedAt === undefined
      ? []
      : [
          {
            text: `${baseName(build.source)} in ${where}`,
            at: { path: build.listedAt.file, start: build.listedAt.start, end: build.listedAt.end },
          },
        ]),
    ...profile.options.flatMap((each): Evidence | [] =>
      each.state === "right" && each.at !== undefined ? { text: textOf(each), at: rangeOf(each.at) } : [],
    ),
  ];
  const names = listed(grave.map(({ option }) => option.name));
  if (grave.length > 0 && !suppressed.has(optionRule)) {
    const sentence = grave.every(({ state }) => state === "missing")
      ? `${where} compiles SQLite without ${names}.`
      : `${where} compiles SQLite with options that a kernel cannot have: ${names}.`;
    return { state: "wrong", sentence, details, evidence, isTold };
  }
  const needed = `${where} compiles SQLite with all options that a kernel needs`;
  const rest =
    grave.length > 0
      ? `, but for ${names}, which is meant so`
      : advised.length === 0
        ? " and those that are advised"
        : `; ${counted(advised.length, "advised option")} left out or set otherwise`;
  return { state: "done", sentence: `${needed}${rest}.`, details, evidence };
}

function textOf({ option, value }: ProfiledOption): string {
  return value === undefined || value === "" ? option.name : `${option.name}=${value}`;
}

/** "SQLITE_DQS=0". */
const writtenOption = ({ option: { name, write } }: ProfiledOption): string =>
  write === undefined ? name : `${name}=${write}`;

/** "SQLITE_ZERO_MALLOC is not set: SQLite falls back on malloc ...". */
function toldOption(profiled: ProfiledOption): string {
  const { option, state, value, onlyIn } = profiled;
  const what =
    state === "missing"
      ? `${writtenOption(profiled)} is not set`
      : option.kind === "harmful"
        ? `${option.name} is set`
        : `${option.name} is ${value === undefined || value === "" ? "empty" : value}`;
  return `${what}${onlyIn.length > 0 ? ` in ${listed(onlyIn)}` : ""}: ${option.because}.`;
}

/** The rule that says the same of options without which SQLite does not link. */
const optionRule = "sqlite-build-profile";
