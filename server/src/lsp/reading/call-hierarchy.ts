/** Call hierarchies of kernel sources, as the protocol has them. */
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyPrepareParams,
  SymbolKind,
} from "vscode-languageserver";
import {
  type FunctionId,
  type HierarchyCalls,
  type HierarchyItem,
  hierarchyAt,
  incomingCalls,
  outgoingCalls,
} from "../../engine/reading/call-hierarchy.ts";
import type { UnitSession } from "../../engine/unit-session.ts";
import { Positions } from "../positions.ts";
import { askedDocument, offsetAt } from "./asked-place.ts";
import type { ReaderSources } from "./readers.ts";

/** What an item is found again by; `home` is the open document in whose driver it is. */
interface ItemData extends FunctionId {
  readonly home: string;
}

export function prepareCallHierarchy(
  { textDocument, position }: CallHierarchyPrepareParams,
  sources: ReaderSources,
): CallHierarchyItem[] | null {
  const asked = askedDocument(textDocument.uri, sources);
  if (asked === undefined) {
    return null;
  }
  const { session, document } = asked;
  const { path } = document;
  const positions = new Positions(sources.documents, (file) => session.text(file));
  const items = hierarchyAt(session, path, offsetAt(document, position));
  return items.length === 0 ? null : items.map((item) => protocolItem(item, path, positions));
}

export const callHierarchyIncoming = (item: CallHierarchyItem, sources: ReaderSources): CallHierarchyIncomingCall[] =>
  calls(item, sources, incomingCalls, (from, fromRanges) => ({ from, fromRanges }));

export const callHierarchyOutgoing = (item: CallHierarchyItem, sources: ReaderSources): CallHierarchyOutgoingCall[] =>
  calls(item, sources, outgoingCalls, (to, fromRanges) => ({ to, fromRanges }));

function calls<Call>(
  { data }: CallHierarchyItem,
  sources: ReaderSources,
  ask: (session: UnitSession, id: FunctionId) => readonly HierarchyCalls[],
  make: (item: CallHierarchyItem, ranges: CallHierarchyIncomingCall["fromRanges"]) => Call,
): Call[] {
  const { workspace } = sources;
  // The document that was asked from may be closed by now.
  const home = isItemData(data)
    ? [data.home, data.path].find((path) => workspace.session(path) !== undefined)
    : undefined;
  const session = home === undefined ? undefined : workspace.session(home);
  if (!isItemData(data) || home === undefined || session === undefined) {
    return [];
  }
  const positions = new Positions(sources.documents, (path) => session.text(path));
  return ask(session, data).map(({ item, ranges }) =>
    make(
      protocolItem(item, home, positions),
      ranges.map((range) => positions.range(range)),
    ),
  );
}

const kinds: Readonly<Record<HierarchyItem["kind"], SymbolKind>> = {
  function: SymbolKind.Function,
  method: SymbolKind.Method,
  handover: SymbolKind.Event,
};

function protocolItem(
  { kind, name, detail, range, selection, id }: HierarchyItem,
  home: string,
  positions: Positions,
): CallHierarchyItem {
  const data: ItemData | undefined = id && { ...id, home };
  return {
    name,
    detail,
    kind: kinds[kind],
    uri: positions.uri(range.path),
    range: positions.range(range),
    selectionRange: positions.range(selection),
    ...(data === undefined ? {} : { data }),
  };
}

function isItemData(data: unknown): data is ItemData {
  const { key, path, index, home } = (data ?? {}) as Partial<Record<keyof ItemData, unknown>>;
  return typeof key === "string" && typeof path === "string" && typeof index === "number" && typeof home === "string";
}
