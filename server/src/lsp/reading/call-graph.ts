/** The call graph of an open document's driver, as plain data. */
import type { CancellationToken } from "vscode-languageserver";
import {
  type CallGraph as DriverCalls,
  type GraphFunction,
  graphingCalls,
} from "../../engine/reading/call-graph/call-graph.ts";
import { rangeOf } from "../../engine/report.ts";
import { Positions } from "../positions.ts";
import type { CallGraph, CallGraphFunction, CallGraphParams } from "../protocol.ts";
import { levelOf } from "./code-level.ts";
import type { ReaderSources } from "./readers.ts";

/** Answers when the document's unit is read; undefined for code that is no kernel's, and where nobody waits any more. */
export async function callGraphOf(
  { uri }: CallGraphParams,
  { workspace, documents }: Pick<ReaderSources, "workspace" | "documents">,
  token: CancellationToken,
): Promise<CallGraph | undefined> {
  const document = documents.current(uri);
  if (document === undefined) {
    return undefined;
  }
  const errand = workspace.askUnit({ path: document.path }, function* (session) {
    const graph = yield* graphingCalls(session);
    return graph && plainGraph(graph, new Positions(documents, (path) => session.text(path)));
  });
  token.onCancellationRequested(() => errand.cancel());
  return await errand.result;
}

function plainGraph(graph: DriverCalls, positions: Positions): CallGraph {
  const paths = [...new Set(graph.functions.map(({ place }) => place.file))];
  const fileIndexes = new Map(paths.map((path, index) => [path, index]));
  const indexes = new Map(graph.functions.map((fn, index) => [fn, index]));
  const plain = (fn: GraphFunction): CallGraphFunction => {
    return {
      id: fn.key,
      name: fn.name,
      file: fileIndexes.get(fn.place.file) ?? 0,
      ...positions.range(rangeOf(fn.place)).start,
      ...levelOf(fn.entry),
      ...(fn.role && { role: fn.role.text }),
      isEntryPoint: fn.role?.isCalledBySystem === true,
      marks: fn.marks,
    };
  };
  return {
    unit: graph.unit.name,
    unitId: graph.unit.id,
    files: paths.map((path) => positions.uri(path)),
    functions: graph.functions.map(plain),
    calls: graph.calls.map(({ from, to, level, isDirect, count }) => ({
      from: indexes.get(from) ?? 0,
      to: indexes.get(to) ?? 0,
      ...levelOf(level),
      isDirect,
      count,
    })),
  };
}
