/** Fixes the units of a run one after the other; what one does to a file that others read, they get to see. */
import type { LeftFinding } from "../cli/fix-summary.ts";
import { relativePath } from "../cli/paths.ts";
import { ruleNames } from "../engine/config/rule-names.ts";
import { askedFor } from "../engine/fixes/asked-for.ts";
import { EditedText } from "../engine/fixes/edited-text.ts";
import { type FixAllResult, fixAll, type LeftCure } from "../engine/fixes/fix-all.ts";
import { judge } from "../engine/judge.ts";
import { openingSession } from "../engine/open-session.ts";
import type { CheckTask } from "../engine/plan.ts";
import type { Problem } from "../engine/report.ts";
import { finish } from "../engine/steps.ts";
import type { EngineParts } from "../engine/unit-session.ts";
import { MAX_FILE_BYTES } from "../model/unit/discover.ts";
import type { FileTree } from "../model/unit/file-tree.ts";
import { readText } from "../model/unit/texts.ts";
import type { SourceFiles } from "./source-files.ts";
import type { Survey } from "./survey.ts";

export interface TaskFixes {
  readonly task: CheckTask;
  /** The rules of the findings that were cured, one entry a finding. */
  readonly cured: readonly string[];
  /** Paths of the files that were edited. */
  readonly changed: ReadonlySet<string>;
  /** What is found in the task's files then. */
  readonly left: readonly LeftFinding[];
}

export interface RunFixes {
  /** One entry for each task in which there was something to fix. */
  readonly fixes: readonly TaskFixes[];
  /** The files that were edited. */
  readonly texts: ReadonlyMap<string, EditedText>;
  readonly problems: readonly Problem[];
}

/** Units that write the same header to suit each of them would go on forever. */
const maximumTurns = 3;

/** Works out what the fixes of all tasks come to; writes nothing. */
export function fixTasks(survey: Survey, files: SourceFiles, parts: EngineParts): RunFixes {
  const { results, shown, named } = survey;
  const isFixable = (task: CheckTask): boolean =>
    askedFor(results.get(task)?.findings ?? [], named).some(
      ({ suppression, rule, fixes }) =>
        suppression === undefined && shown.has(rule) && fixes.some(({ preferred }) => preferred),
    );
  const texts = new Map<string, EditedText>();
  const problems: Problem[] = [];
  const fixes = new Map<CheckTask, TaskFixes>();
  const turns = new Map<CheckTask, number>();
  const reads = new Map([...results.keys()].map((task) => [task, new Set(filesOf(task))] as const));
  const queue = [...results.keys()].filter(isFixable).sort((a, b) => (a.driver.id < b.driver.id ? -1 : 1));
  for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
    turns.set(task, (turns.get(task) ?? 0) + 1);
    const { edits, own } = fixTask(task, { survey, files, parts, texts, problems });
    for (const [path, edited] of edits) {
      texts.set(path, edited);
    }
    const before = fixes.get(task);
    fixes.set(task, {
      task,
      cured: [...(before?.cured ?? []), ...own.cures.map(({ finding }) => finding.rule)],
      changed: new Set([...(before?.changed ?? []), ...edits.keys()]),
      left: leftOf(own, survey, files),
    });
    for (const [other, files] of reads) {
      const isDue = other !== task && !queue.includes(other) && (turns.get(other) ?? 0) < maximumTurns;
      if (isDue && [...edits.keys()].some((path) => files.has(path))) {
        queue.push(other);
      }
    }
  }
  return { fixes: [...fixes.values()], texts, problems };
}

const filesOf = ({ driver, paths }: CheckTask): readonly string[] => [...driver.sources, ...driver.headers, ...paths];

interface Shared {
  readonly survey: Survey;
  readonly files: SourceFiles;
  readonly parts: EngineParts;
  readonly texts: ReadonlyMap<string, EditedText>;
  readonly problems: Problem[];
}

function fixTask(
  task: CheckTask,
  { survey, files, parts, texts, problems }: Shared,
): { readonly edits: ReadonlyMap<string, EditedText>; readonly own: FixAllResult } {
  const { tree, config, shown, named } = survey;
  const { driver, paths, targetWindows } = task;
  const inputs: { path: string; text: string }[] = [];
  for (const path of new Set(filesOf(task))) {
    const text = texts.get(path)?.text ?? files.text(path) ?? textOnly(path, tree);
    if (text !== undefined) {
      inputs.push({ path, text });
    }
  }
  const session = finish(openingSession({ driver, files: inputs, targetWindows }, parts));
  const originals = new Map(inputs.map(({ path, text }) => [path, texts.get(path) ?? EditedText.of(text)]));
  const names = ruleNames(parts.rules);
  const byId = new Map(parts.rules.map((rule) => [rule.id, rule]));
  const own = finish(
    fixAll(session, {
      paths,
      *judged(path) {
        const found = yield* session.checking(path, (problem) => problems.push(problem));
        const text = session.text(path) ?? "";
        const { findings } = judge(path, text, found, config.settingsFor(path), byId, names, session.lexed(path));
        return askedFor(findings, named).filter(({ rule }) => shown.has(rule));
      },
      mayEdit: (path) => refusalOf(path, survey, files) === undefined,
    }),
  );
  const edits = new Map<string, EditedText>();
  for (const [path, list] of own.edits) {
    const edited = originals.get(path)?.edited(list);
    if (edited !== undefined) {
      edits.set(path, edited);
    }
  }
  return { edits, own };
}

/** The text of a file that is read and not changed. */
function textOnly(path: string, tree: FileTree): string | undefined {
  const read = readText(tree, path, MAX_FILE_BYTES);
  return read.ok ? read.decoded.text : undefined;
}

/** Why a file may not be changed: see `SourceFiles.refusal`. */
function refusalOf(path: string, { config }: Survey, files: SourceFiles): string | undefined {
  return config.excludes(path) ? "is excluded by the configuration" : files.refusal(path);
}

function leftOf({ left, remaining }: FixAllResult, survey: Survey, files: SourceFiles): readonly LeftFinding[] {
  const reasons = new Map(left.map((one) => [one.finding, reasonOf(one, survey, files)]));
  return remaining
    .filter(({ suppression }) => suppression === undefined)
    .map((finding) => ({ severity: finding.severity, reason: reasons.get(finding) }));
}

function reasonOf({ finding, fix, reason }: LeftCure, survey: Survey, files: SourceFiles): string {
  switch (reason) {
    case "elsewhere": {
      const [refused] = fix.edits
        .map(({ path }) => [path, refusalOf(path, survey, files)] as const)
        .filter(([, refusal]) => refusal !== undefined);
      return refused === undefined
        ? "its fix changes other files"
        : `the fix changes ${relativePath(survey.settings.root, refused[0])}, which ${refused[1]}`;
    }
    case "returns":
      return `the fix of ${finding.rule} does not cure it for good`;
    case "impossible":
      return `the fix of ${finding.rule} cannot be made`;
    case "unfinished":
      return "there is no end to the fixes";
  }
}
