/** Questions about a whole driver unit, answered in slices, for whoever looks at units and not at documents. */
import type { CheckTask } from "../plan.ts";
import type { Problem, ReportedFinding } from "../report.ts";
import type { Steps } from "../steps.ts";
import { UnitSession } from "../unit-session.ts";
import type { FileCheck, LiveUnit } from "./live-unit.ts";
import { stepping } from "./stepping.ts";

/** That of an open document, or a driver of the workspace by its id. */
export type AskedUnit = { readonly path: string } | { readonly id: string };

/** Reads off a session what is asked; an edit ends it before its end. Only units of C and C++ are asked. */
export type UnitQuestion<T> = (session: UnitSession, task: CheckTask) => Steps<T>;

/** One task a unit: where settings differ within one, that with the most files. */
export function wholeUnits(tasks: readonly CheckTask[]): readonly CheckTask[] {
  const byId = new Map<string, CheckTask>();
  for (const task of tasks) {
    const known = byId.get(task.driver.id);
    if (known === undefined || known.paths.length < task.paths.length) {
      byId.set(task.driver.id, task);
    }
  }
  return [...byId.values()];
}

/** What a question needs beside the unit. */
export interface AskingHost {
  /** The unit as it is now; null where there is none, undefined while that is not known. */
  unit(): LiveUnit | null | undefined;
  /** Whether a document is open: its unit is kept true by checks, others here. */
  isOpen(path: string): boolean;
  problem(problem: Problem): void;
}

export function* askingUnit<T>(question: UnitQuestion<T>, host: AskingHost): Steps<T | undefined> {
  for (;;) {
    const unit = host.unit();
    if (unit === null) {
      return undefined;
    }
    if (unit === undefined || !isReady(unit, host)) {
      yield;
      continue;
    }
    const session = unit.upToDate();
    if (!(session instanceof UnitSession)) {
      return undefined;
    }
    const revision = unit.textsRevision;
    const steps = question(session, unit.task);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) {
        return step.value;
      }
      yield;
      if (unit.textsRevision !== revision) {
        break;
      }
    }
  }
}

/** A question that is answered beside what is found in files of the unit. */
export interface FindingsQuestion<T> {
  /** The files; none where the findings are not of interest. */
  files(session: UnitSession, task: CheckTask): readonly string[];
  /** @param findings of the files in their order, suppressed ones among them */
  answer(session: UnitSession, task: CheckTask, findings: readonly ReportedFinding[]): Steps<T>;
}

export interface FindingsHost extends AskingHost {
  /** What is found in an open document, where it is known for all texts as they are now. */
  known(path: string, unit: LiveUnit): readonly ReportedFinding[] | undefined;
  judge(check: FileCheck): readonly ReportedFinding[];
}

/** As `askingUnit`; but an edit is the end of it: for who goes on typing it would be begun again and again. */
export function* askingFindings<T>(question: FindingsQuestion<T>, host: FindingsHost): Steps<T | "edited" | undefined> {
  let unit = host.unit();
  while (unit === undefined || (unit !== null && !isReady(unit, host))) {
    yield;
    unit = host.unit();
  }
  const session = unit?.upToDate();
  if (unit === null || !(session instanceof UnitSession)) {
    return undefined;
  }
  const revision = unit.textsRevision;
  const steps = answering(question, unit, session, host);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) {
      return step.value;
    }
    yield;
    if (unit.textsRevision !== revision) {
      return "edited";
    }
  }
}

function* answering<T>(
  question: FindingsQuestion<T>,
  unit: LiveUnit,
  session: UnitSession,
  host: FindingsHost,
): Steps<T> {
  const findings: ReportedFinding[] = [];
  for (const path of question.files(session, unit.task)) {
    findings.push(...(host.known(path, unit) ?? (yield* findingsOf(path, unit, host))));
  }
  return yield* question.answer(session, unit.task, findings);
}

/** Whoever is to be told of the file is told as if it had not been checked here. */
function* findingsOf(path: string, unit: LiveUnit, host: FindingsHost): Steps<readonly ReportedFinding[]> {
  const wasChecked = unit.isChecked(path);
  unit.forgetCheck(path);
  const check = yield* stepping(unit, path, (problem) => host.problem(problem));
  if (!wasChecked) {
    unit.forgetCheck(path);
  }
  return check === undefined ? [] : host.judge(check);
}

/** Does a little of what makes the unit ready to be asked; says whether nothing is left to be done. */
function isReady(unit: LiveUnit, host: AskingHost): boolean {
  const isLookedAfter = unit.isOpened && unit.task.paths.some((path) => host.isOpen(path));
  return isLookedAfter || unit.settle((problem) => host.problem(problem));
}
