/** The options that SQLite is compiled with, against those that a kernel needs. */
import type { ProfiledOption } from "../../../analysis/sqlite/build-profile.ts";
import { baseName } from "../../../model/unit/paths.ts";
import { rangeOf } from "../../report.ts";
import { counted } from "../unit-view/row.ts";
import { type Assessment, listed } from "./assessment.ts";
import type { SqliteUnit } from "./sqlite-unit.ts";
import type { Evidence } from "./step.ts";

export function options({ build: profile, driver }: SqliteUnit): Assessment {
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
  const details = [...grave, ...advised].map(toldOption);
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
  if (grave.length > 0) {
    const isMissing = grave.every(({ state }) => state === "missing");
    return {
      state: "wrong",
      sentence: isMissing
        ? `${where} compiles SQLite without ${listed(grave.map(({ option }) => option.name))}.`
        : `${where} compiles SQLite with options that a kernel cannot have: ${listed(grave.map(({ option }) => option.name))}.`,
      details,
      evidence,
    };
  }
  return {
    state: "done",
    sentence:
      advised.length === 0
        ? `${where} compiles SQLite with all options that a kernel needs and those that are advised.`
        : `${where} compiles SQLite with all options that a kernel needs; ${counted(advised.length, "advised one")} ${advised.length === 1 ? "is" : "are"} not set.`,
    details,
    evidence,
  };
}

function textOf({ option, value }: ProfiledOption): string {
  return value === undefined || value === "" ? option.name : `${option.name}=${value}`;
}

/** "SQLITE_DQS is not 0: a misspelt column in double quotes is read as a string." */
function toldOption(profiled: ProfiledOption): string {
  const { option, state, value, onlyIn } = profiled;
  const wanted = option.write === undefined ? "" : `=${option.write}`;
  const what =
    state === "missing"
      ? `${option.name}${wanted} is not set`
      : option.kind === "harmful"
        ? `${option.name} is set`
        : `${option.name} is ${value === undefined || value === "" ? "empty" : value}`;
  return `${what}${onlyIn.length > 0 ? ` in ${listed(onlyIn)}` : ""}: ${option.because}.`;
}
