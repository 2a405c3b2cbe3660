/** `driverlens fix` on Node: makes the fixes that need no question in all files that the user names. */
import type { FixOptions } from "../cli/command-line.ts";
import { exitCode } from "../cli/command-line.ts";
import { formatFixSummary, type LeftFinding } from "../cli/fix-summary.ts";
import { relativePath } from "../cli/paths.ts";
import { unifiedDiff } from "../cli/unified-diff.ts";
import { loadFor } from "../engine/open-session.ts";
import type { Problem } from "../engine/report.ts";
import { loadParts } from "./parts.ts";
import { SourceFiles } from "./source-files.ts";
import { compare, type Survey, surveyFiles, tellProblems } from "./survey.ts";
import { fixTasks, type TaskFixes } from "./task-fixes.ts";

/** Runs it; gives the exit code. Diffs of a dry run go to stdout, all else to stderr. */
export async function fix(options: FixOptions): Promise<0 | 1 | 2> {
  const survey = await surveyFiles({ ...options, reading: "kernel-only" });
  if (survey === undefined) {
    return 2;
  }
  const { settings, results, plan } = survey;
  const files = new SourceFiles(survey.roots);
  const parts = await loadParts(new URL(".", import.meta.url));
  for (const { driver } of plan.tasks) {
    await loadFor(driver, parts);
  }
  const { fixes, texts, problems } = fixTasks(survey, files, parts);
  const told: Problem[] = [
    ...survey.problems,
    ...[...results.values()].flatMap((result) => result.problems),
    ...problems,
  ];
  const failed = new Set<TaskFixes>();
  for (const group of groupsOf(fixes)) {
    const paths = [...new Set(group.flatMap((one) => [...one.changed]))].sort(compare);
    if (options.dryRun) {
      for (const path of paths) {
        const text = texts.get(path);
        process.stdout.write(
          text === undefined ? "" : unifiedDiff(relativePath(settings.root, path), text.original, text.edits()),
        );
      }
      continue;
    }
    const failures = files.write(new Map(paths.map((path) => [path, texts.get(path)?.text ?? ""])));
    for (const [path, reason] of failures) {
      told.push({ path, message: `${reason}; it and what belongs to the same fixes is left alone` });
    }
    if (failures.size > 0) {
      for (const one of group) {
        failed.add(one);
      }
    }
  }
  tellProblems(told, settings.root);
  const made = fixes.filter((one) => !failed.has(one));
  const left = [...fixes.flatMap((one) => one.left), ...unfixedLeft(survey, fixes)];
  process.stderr.write(
    formatFixSummary({
      mode: options.dryRun ? "dry-run" : "made",
      cured: made.flatMap((one) => one.cured),
      files: new Set(made.flatMap((one) => [...one.changed])).size,
      left,
    }),
  );
  // Where nothing at all was read, or all that was tried failed, no findings means nothing.
  const hasFailed = !survey.found || (results.size === 0 && plan.tasks.length > 0) || failed.size > 0;
  return hasFailed ? 2 : exitCode(left, "error");
}

/** Findings of the tasks in which there was nothing to fix. */
function unfixedLeft({ results, shown }: Survey, fixes: readonly TaskFixes[]): readonly LeftFinding[] {
  const fixed = new Set(fixes.map(({ task }) => task));
  return [...results]
    .filter(([task]) => !fixed.has(task))
    .flatMap(([, { findings }]) => findings)
    .filter((finding) => finding.suppression === undefined && shown.has(finding.rule))
    .map(({ severity }) => ({ severity, reason: undefined }));
}

/** Tasks that changed a file in common are written together, as what one wrote there may need what the other did. */
function groupsOf(fixes: readonly TaskFixes[]): readonly (readonly TaskFixes[])[] {
  const groups: { readonly members: TaskFixes[]; readonly paths: Set<string> }[] = [];
  for (const one of fixes.filter(({ changed }) => changed.size > 0)) {
    const joined = { members: [one], paths: new Set(one.changed) };
    for (const other of [...groups]) {
      if ([...other.paths].some((path) => joined.paths.has(path))) {
        groups.splice(groups.indexOf(other), 1);
        joined.members.unshift(...other.members);
        for (const path of other.paths) {
          joined.paths.add(path);
        }
      }
    }
    groups.push(joined);
  }
  return groups.map(({ members }) => members);
}
