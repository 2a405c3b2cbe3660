/** Small call graphs, written in short. */
import { type Graph, type GraphNode, readGraph } from "../../../media/call-graph/graph.ts";
import type { CallGraph, CallGraphFunction, LevelMark } from "../../../server/src/lsp/protocol.ts";

export interface Described {
  readonly entry?: boolean;
  readonly role?: string;
  readonly mark?: LevelMark;
  readonly calls?: readonly string[];
}

/** Functions by name with what they call, one line each, in one file. */
function plainGraph(functions: Readonly<Record<string, Described>>): CallGraph {
  const names = Object.keys(functions);
  return {
    unit: "test",
    unitId: "/w/test.vcxproj",
    files: ["file:///driver.c"],
    functions: names.map((name, index): CallGraphFunction => {
      const { entry = false, role, mark } = functions[name] ?? {};
      return {
        id: name,
        name,
        file: 0,
        line: index * 10,
        character: 5,
        ...(mark && { level: { text: mark, mark, isCertain: true } }),
        ...(role && { role }),
        isEntryPoint: entry,
        marks: mark ? [mark] : [],
      };
    }),
    calls: names.flatMap((name, from) =>
      (functions[name]?.calls ?? []).map((callee) => ({ from, to: names.indexOf(callee), isDirect: true, count: 1 })),
    ),
  };
}

export const graphOf = (functions: Readonly<Record<string, Described>>): Graph => readGraph(plainGraph(functions));

export function nodeOf(graph: Graph, id: string): GraphNode {
  const node = graph.byId.get(id);
  if (node === undefined) {
    throw new Error(`${id} is not there`);
  }
  return node;
}

export const namesOf = (nodes: readonly GraphNode[]): readonly string[] => nodes.map(({ name }) => name);
