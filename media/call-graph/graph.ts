/** The call graph as the picture walks it: functions that know their calls. */
import type { CallGraph, CodeLevel, LevelMark } from "../../server/src/lsp/protocol.ts";

export interface Graph {
  readonly unit: string;
  /** In the order of the sources. */
  readonly nodes: readonly GraphNode[];
  readonly byId: ReadonlyMap<string, GraphNode>;
}

export interface GraphNode {
  readonly id: string;
  readonly name: string;
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly level: CodeLevel | undefined;
  readonly role: string | undefined;
  readonly isEntryPoint: boolean;
  readonly marks: readonly LevelMark[];
  /** In the order of the callers' sources. */
  readonly callers: readonly GraphEdge[];
  /** In the order in which they are called. */
  readonly callees: readonly GraphEdge[];
}

/** The calls of one function by another. */
export interface GraphEdge {
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly level: CodeLevel | undefined;
  readonly isDirect: boolean;
  readonly count: number;
}

export function readGraph({ unit, files, functions, calls }: CallGraph): Graph {
  const callers = functions.map((): GraphEdge[] => []);
  const callees = functions.map((): GraphEdge[] => []);
  const nodes = functions.map(
    ({ file, level, role, ...plain }, index): GraphNode => ({
      ...plain,
      uri: files[file] ?? "",
      level,
      role,
      callers: callers[index] ?? [],
      callees: callees[index] ?? [],
    }),
  );
  for (const { from, to, level, isDirect, count } of calls) {
    const [caller, callee] = [nodes[from], nodes[to]];
    if (caller !== undefined && callee !== undefined) {
      const edge = { from: caller, to: callee, level, isDirect, count };
      callees[from]?.push(edge);
      callers[to]?.push(edge);
    }
  }
  return { unit, nodes, byId: new Map(nodes.map((node) => [node.id, node])) };
}

/** The function that a line of a file is in, as far as names tell: the last one that begins above it. */
export function functionAt(graph: Graph, uri: string, line: number): GraphNode | undefined {
  const above = graph.nodes.filter((node) => node.uri === uri && node.line <= line);
  return above.reduce<GraphNode | undefined>((last, node) => (last && last.line > node.line ? last : node), undefined);
}
