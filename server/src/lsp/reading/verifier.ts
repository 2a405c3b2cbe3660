/** What a verifier is told for a driver, in the words that people read. */
import type { CancellationToken, Connection } from "vscode-languageserver";
import { advisingUnit } from "../../engine/verifier/advise-unit.ts";
import { type AdviceReport, adviceReport, type CheckReport, type OptionReport } from "../../engine/verifier/report.ts";
import {
  causesOf,
  chosenCommands,
  configurationOf,
  findsText,
  kernelTitle,
  linuxIntroduction,
  namesText,
  noteText,
  optionCauses,
  optionFinds,
  runTitles,
} from "../../engine/verifier/words.ts";
import type { AskedUnit } from "../../engine/workspace/ask-unit.ts";
import { baseName } from "../../model/unit/paths.ts";
import { Positions } from "../positions.ts";
import {
  type VerifierAnswer,
  type VerifierCheckText,
  type VerifierGroup,
  type VerifierParams,
  verifierRequest,
} from "../protocol.ts";
import type { ReaderSources } from "./readers.ts";
import { summaryOf } from "./unit-view.ts";

/** @param ready resolves when there is something to answer from */
export function answerVerifiers(connection: Connection, ready: () => Promise<ReaderSources>): void {
  connection.onRequest(verifierRequest, async (params: VerifierParams, token) => {
    return (await answerTo(params, await ready(), token)) ?? null;
  });
}

/** Undefined where there is no such unit, or nobody waits for it any more. */
async function answerTo(
  { uri, unit }: VerifierParams,
  { workspace, documents, facts }: ReaderSources,
  token: CancellationToken,
): Promise<VerifierAnswer | undefined> {
  const document = uri === undefined ? undefined : documents.get(uri);
  const asked: AskedUnit | undefined = unit !== undefined ? { id: unit } : document && { path: document.path };
  if (asked === undefined) {
    return undefined;
  }
  const errand = workspace.askUnit<VerifierAnswer | undefined>(asked, function* (session, task) {
    const advice = yield* advisingUnit(session, task);
    const positions = new Positions(documents, (path) => session.text(path));
    const report =
      advice &&
      adviceReport(advice, facts, (ranges) =>
        ranges.map((range) => {
          const { line, character } = positions.range(range).start;
          return { path: baseName(range.path), line: line + 1, column: character + 1 };
        }),
      );
    return report && { unit: summaryOf(task), ...written(report) };
  });
  token.onCancellationRequested(() => errand.cancel());
  return await errand.result;
}

function written(report: AdviceReport): Pick<VerifierAnswer, "notes" | "groups"> {
  switch (report.platform) {
    case "windows": {
      const { image, runs, settings } = report;
      const beside = image.beside.map(({ file, because }) => `${file} is verified too: ${because}.`);
      return {
        notes: [...(image.doubt === null ? [] : [image.doubt]), ...beside],
        groups: [
          ...runs.map(({ run, commands, checks }) => ({
            title: runTitles[run] ?? run,
            commands: chosenCommands(commands, "normal").map((command) => ({
              text: command.text,
              note: noteText(command),
            })),
            checks: checks.map(checkText),
          })),
          ...settings.map(
            ({ check, command }): VerifierGroup => ({
              title: `In the registry: ${check.title}`,
              commands: [{ text: command, note: "" }],
              checks: [checkText(check)],
            }),
          ),
        ],
      };
    }
    case "linux":
      return {
        notes: [linuxIntroduction],
        groups: report.kernels.map((kernel, index) => ({
          title: kernelTitle(index),
          commands: configurationOf(kernel).map((name) => ({ text: `${name}=y`, note: "" })),
          checks: kernel.map(optionText),
        })),
      };
    case "unread":
      // No session of Rust is asked.
      return { notes: [report.because], groups: [] };
  }
}

const checkText = (check: CheckReport): VerifierCheckText => ({
  title: check.title,
  names: namesText(check),
  because: causesOf(check, "normal"),
  finds: findsText(check),
  costs: check.costs,
});

const optionText = (option: OptionReport): VerifierCheckText => ({
  title: option.name,
  names: option.since === null ? "" : `since ${option.since}`,
  because: optionCauses(option, "normal"),
  finds: optionFinds(option),
  costs: option.costs,
});
