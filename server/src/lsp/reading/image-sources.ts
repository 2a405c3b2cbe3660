/** Which of the workspace's drivers an image is built of, and where their sources call what it imports. */
import type { CancellationToken, Connection } from "vscode-languageserver";
import type { CheckTask } from "../../engine/plan.ts";
import { findingImportCalls, type ImportCall } from "../../engine/reading/imports/import-calls.ts";
import { unitsOfImage } from "../../engine/reading/imports/units-of-image.ts";
import { rangeOf } from "../../engine/report.ts";
import { Positions } from "../positions.ts";
import {
  type CallOfImport,
  type ImageSources,
  type ImageSourcesParams,
  type ImportCalls,
  imageSourcesRequest,
} from "../protocol.ts";
import { pathOf } from "../uris.ts";
import type { ReaderSources } from "./readers.ts";
import { summaryOf } from "./unit-view.ts";

/** @param ready resolves when there is something to answer from */
export function answerImageSources(connection: Connection, ready: () => Promise<ReaderSources>): void {
  connection.onRequest(imageSourcesRequest, async (params: ImageSourcesParams, token) => {
    return await sourcesOf(params, await ready(), token);
  });
}

/** Units are read one after the other; one that is gone meanwhile has no calls. */
async function sourcesOf(
  { image, names }: ImageSourcesParams,
  sources: ReaderSources,
  token: CancellationToken,
): Promise<ImageSources> {
  const { workspace, client } = sources;
  const tasks = unitsOfImage(pathOf(image), workspace.drivers, client.folders.map(pathOf));
  const calls = new Map<string, CallOfImport[]>(names.map((name) => [name, []]));
  for (const task of names.length === 0 ? [] : tasks) {
    for (const { name, call } of await callsIn(task, new Set(names), sources, token)) {
      calls.get(name)?.push(call);
    }
  }
  return {
    units: tasks.map((task) => summaryOf(task)),
    ...targetOf(tasks),
    calls: [...calls].flatMap(([name, places]): readonly ImportCalls[] =>
      places.length === 0 ? [] : [{ name, places }],
    ),
  };
}

async function callsIn(
  { driver }: CheckTask,
  names: ReadonlySet<string>,
  { workspace, documents }: ReaderSources,
  token: CancellationToken,
): Promise<readonly { readonly name: string; readonly call: CallOfImport }[]> {
  if (token.isCancellationRequested) {
    return [];
  }
  const errand = workspace.askUnit({ id: driver.id }, function* (session) {
    const found = yield* findingImportCalls(session, names);
    const positions = new Positions(documents, (path) => session.text(path));
    const written = (call: ImportCall): CallOfImport => {
      const range = rangeOf(call.place);
      const version = documents.at(range.path)?.content.version;
      return {
        ...positions.location(range),
        ...(version === undefined ? {} : { version }),
        ...(call.caller === undefined ? {} : { caller: call.caller }),
      };
    };
    return found.map((call) => ({ name: call.name, call: written(call) }));
  });
  const cancelling = token.onCancellationRequested(() => errand.cancel());
  const calls = await errand.result;
  cancelling.dispose();
  return calls ?? [];
}

/** The oldest Windows that all of the units are for; undefined where none says so, or one says another than the others. */
function targetOf(tasks: readonly CheckTask[]): Pick<ImageSources, "target"> {
  const targets = tasks.flatMap(({ targetWindows }) => targetWindows ?? []);
  const [first] = targets;
  const isOne = targets.every(({ version }) => version.name === first?.version.name);
  return first === undefined || !isOne ? {} : { target: { text: first.version.name, saidBy: first.saidBy } };
}
