/** The checklist of SQLite in a driver as plain data with a client's positions, and the fixes that it offers. */
import type { CancellationToken, Connection } from "vscode-languageserver";
import type { CheckTask } from "../../engine/plan.ts";
import { embedsSqlite, profiledFiles, profilingSqlite } from "../../engine/reading/sqlite-profile/profile.ts";
import type { Step } from "../../engine/reading/sqlite-profile/step.ts";
import type { ReportedFinding } from "../../engine/report.ts";
import type { AskedUnit } from "../../engine/workspace/ask-unit.ts";
import { Positions } from "../positions.ts";
import {
  type FixSummary,
  type SqliteFinding,
  type SqliteFixParams,
  type SqliteProfileAnswer,
  type SqliteProfileParams,
  type SqliteStep,
  sqliteFixRequest,
  sqliteProfileRequest,
} from "../protocol.ts";
import { workspaceEdit } from "../workspace-edit.ts";
import type { ReaderSources } from "./readers.ts";
import type { SettledFiles } from "./settled-files.ts";
import { summaryOf } from "./unit-view.ts";

/** @param ready resolves when there is something to answer from */
export function answerSqliteProfiles(
  connection: Connection,
  settled: SettledFiles,
  ready: () => Promise<ReaderSources>,
): void {
  connection.onRequest(sqliteProfileRequest, async (params: SqliteProfileParams, token) => {
    const sources = await ready();
    return (await answerTo(params, sources, settled, token)) ?? null;
  });
  connection.onRequest(sqliteFixRequest, async (params: SqliteFixParams, token): Promise<FixSummary> => {
    const sources = await ready();
    const profile = await profileOf(params, sources, settled, token);
    return await fix(params, profile?.steps ?? [], sources, connection);
  });
}

async function answerTo(
  params: SqliteProfileParams,
  sources: ReaderSources,
  settled: SettledFiles,
  token: CancellationToken,
): Promise<SqliteProfileAnswer | undefined> {
  if (params.probe === true) {
    return await probe(params, sources, token);
  }
  const profile = await profileOf(params, sources, settled, token);
  if (profile === undefined) {
    return undefined;
  }
  const { workspace, documents } = sources;
  const positions = new Positions(documents, (path) => workspace.text(path));
  const steps = profile.steps?.map((step) => writtenStep(step, positions)) ?? [];
  return { unit: summaryOf(profile.task), embedsSqlite: profile.steps !== undefined, steps };
}

/** Whether it is a driver with SQLite at all, which its directives say. */
async function probe(
  params: SqliteProfileParams,
  { workspace, documents }: ReaderSources,
  token: CancellationToken,
): Promise<SqliteProfileAnswer | undefined> {
  const asked = askedUnit(params, documents);
  if (asked === undefined) {
    return undefined;
  }
  // biome-ignore lint/correctness/useYield: there is nothing to give way to in so little.
  const errand = workspace.askUnit<SqliteProfileAnswer>(asked, function* (session, task) {
    return { unit: summaryOf(task), embedsSqlite: embedsSqlite(session, task.driver), steps: [] };
  });
  token.onCancellationRequested(() => errand.cancel());
  return await errand.result;
}

interface Profile {
  readonly task: CheckTask;
  /** Undefined where the driver has nothing to do with SQLite. */
  readonly steps: readonly Step[] | undefined;
}

/** Waits until all is known of the newest texts; undefined where there is no such unit, or nobody waits any more. */
async function profileOf(
  params: Pick<SqliteProfileParams, "uri" | "unit">,
  sources: ReaderSources,
  settled: SettledFiles,
  token: CancellationToken,
): Promise<Profile | undefined> {
  const { workspace, documents } = sources;
  for (;;) {
    const asked = askedUnit(params, documents);
    const open = asked && openDocument(asked, sources);
    if (open !== undefined) {
      await settled.document(open, sources, token);
    }
    if (asked === undefined || token.isCancellationRequested) {
      return undefined;
    }
    const errand = workspace.askFindings<Profile>(asked, {
      files: (session, task) => profiledFiles(session, task.driver),
      *answer(session, task, findings) {
        return { task, steps: yield* profilingSqlite(session, task.driver, findings) };
      },
    });
    const cancelling = token.onCancellationRequested(() => errand.cancel());
    const profile = await errand.result;
    cancelling.dispose();
    if (profile !== "edited") {
      return profile;
    }
  }
}

function askedUnit(
  { uri, unit }: Pick<SqliteProfileParams, "uri" | "unit">,
  documents: ReaderSources["documents"],
): AskedUnit | undefined {
  const document = uri === undefined ? undefined : documents.get(uri);
  return unit !== undefined ? { id: unit } : document && { path: document.path };
}

/** The URI of an open document of the unit, whose settled check is that of the unit. */
function openDocument(asked: AskedUnit, { workspace, documents }: ReaderSources): string | undefined {
  const paths =
    "path" in asked ? [asked.path] : (workspace.drivers.find(({ driver }) => driver.id === asked.id)?.paths ?? []);
  const path = paths.find((each) => documents.at(each) !== undefined);
  return path === undefined ? undefined : documents.at(path)?.content.uri;
}

async function fix(
  { finding: key, fix: title }: SqliteFixParams,
  steps: readonly Step[],
  { workspace, documents, client }: ReaderSources,
  connection: Connection,
): Promise<FixSummary> {
  const findings = steps.flatMap((step) => keyed(step.findings));
  const wanted = findings.find((finding) => finding.key === key)?.finding.fixes.find((each) => each.title === title);
  if (wanted === undefined) {
    return { fixes: 0, files: 0, failure: "what it was about has changed" };
  }
  const positions = new Positions(documents, (path) => workspace.text(path));
  const edit = workspaceEdit(wanted.edits, positions, client, documents);
  const { applied, failureReason } = await connection.workspace.applyEdit({ label: title, edit });
  return applied
    ? { fixes: 1, files: new Set(wanted.edits.map(({ path }) => path)).size }
    : { fixes: 0, files: 0, failure: failureReason ?? "the editor did not make the changes" };
}

function writtenStep(step: Step, positions: Positions): SqliteStep {
  const { id, title, state, sentence, details, at, evidence, findings, part } = step;
  return {
    ...{ id, title, state, sentence, details },
    ...(at === undefined ? {} : { at: positions.location(at) }),
    evidence: evidence.map((one) => ({
      text: one.text,
      ...(one.at === undefined ? {} : { at: positions.location(one.at) }),
    })),
    findings: keyed(findings).map(({ key, finding }): SqliteFinding => {
      const { rule, severity, message, fixes } = finding;
      return { key, rule, severity, message, at: positions.location(finding), fixes: fixes.map((one) => one.title) };
    }),
    ...(part === undefined ? {} : { part }),
  };
}

/** Findings that say the same of the same file are numbered. */
function keyed(
  findings: readonly ReportedFinding[],
): readonly { readonly key: string; readonly finding: ReportedFinding }[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const name = `${finding.rule} ${finding.path} ${finding.message}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { key: `${name} ${count}`, finding };
  });
}
