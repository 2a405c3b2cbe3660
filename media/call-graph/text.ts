/** What is written on and said of functions and calls, so that no colour is needed to read them. */
import type { CodeLevel, LevelMark } from "../../server/src/lsp/protocol.ts";
import type { GraphEdge, GraphNode } from "./graph.ts";

/** How a level is coloured and lettered; `passive` and `unknown` have no colour of their own. */
export type Tone = LevelMark | "passive" | "unknown";

export const toneOf = (level: CodeLevel | undefined): Tone =>
  level === undefined ? "unknown" : (level.mark ?? "passive");

export const letters: Readonly<Record<Tone, string>> = {
  unknown: "?",
  passive: "P",
  apc: "A",
  dispatch: "D",
  device: "I",
  high: "H",
  atomic: "A",
};

/** Names of levels in the legend, lowest first. */
export const toneNames: readonly (readonly [Tone, string])[] = [
  ["passive", "PASSIVE_LEVEL"],
  ["apc", "APC_LEVEL"],
  ["dispatch", "DISPATCH_LEVEL"],
  ["device", "DIRQL"],
  ["high", "HIGH_LEVEL"],
  ["atomic", "atomic context"],
  ["unknown", "not known"],
];

export const levelText = (level: CodeLevel | undefined): string => level?.text ?? "level not known";

/** Below the name: "DISPATCH_LEVEL · EVT_WDF_DPC". */
export const detailText = ({ level, role }: GraphNode): string =>
  role === undefined ? levelText(level) : `${levelText(level)} · ${role}`;

/** For a screen reader, and where there is room: all that is known of a function. */
export function spokenText(node: GraphNode): string {
  const { name, level, role, isEntryPoint, callers, callees } = node;
  const parts = [
    name,
    level === undefined ? "level not known" : `runs at ${level.text}`,
    ...(role === undefined ? [] : [isEntryPoint ? `called by the system as ${role}` : role]),
    `${callers.length === 0 ? "no" : callers.length} ${callers.length === 1 ? "caller" : "callers"}`,
    `${callees.length === 0 ? "no" : callees.length} ${callees.length === 1 ? "callee" : "callees"}`,
  ];
  return parts.join(", ");
}

/** "UnderLock calls Helper twice at DISPATCH_LEVEL". */
export function callText({ from, to, level, isDirect, count }: GraphEdge): string {
  const times = count > 1 ? ` ${count} times` : "";
  const way = isDirect ? "" : " through a pointer";
  return `${from.name} calls ${to.name}${times}${way}${level === undefined ? "" : `, at ${level.text}`}`;
}

/** Shortened in the middle, where names of one driver differ least often at both ends. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) {
    return text;
  }
  const head = Math.ceil((length - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (length - 1 - head))}`;
}

/** "serial.c:120". */
export const placeText = ({ uri, line }: GraphNode): string =>
  `${decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1))}:${line + 1}`;
