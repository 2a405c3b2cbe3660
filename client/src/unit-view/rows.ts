/** How a row of the view looks: icon, words for those who see it and for those who hear it. */
import * as vscode from "vscode";
import type { ViewPlace, ViewRow, ViewSection } from "../../../server/src/lsp/protocol.ts";

/** Groups with more rows than this are closed until somebody opens them. */
const OPEN_ROWS = 10;

/** @param id the same for the same row of the same driver */
export function sectionItem({ kind, title, rows, more = 0 }: ViewSection, id: string): vscode.TreeItem {
  const item = new vscode.TreeItem(
    title,
    kind === "entries" ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  const isGrouped = kind === "entries" || kind === "imports";
  const count = isGrouped ? rows.reduce((sum, row) => sum + row.rows.length + (row.more ?? 0), 0) : rows.length + more;
  item.id = id;
  item.description = String(count);
  item.contextValue = `section.${kind}`;
  item.accessibilityInformation = { label: `${title}, ${count}`, role: "treeitem" };
  return item;
}

/** @param uri of the file that the row leads to */
export function rowItem(row: ViewRow, id: string, uri: vscode.Uri | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, stateOf(row));
  item.id = id;
  item.description = row.description;
  item.tooltip = row.details.length > 0 ? row.details.join("\n") : `${row.label} ${row.description}`;
  item.iconPath = iconOf(row);
  item.contextValue = row.kind;
  item.accessibilityInformation = {
    label: [row.label, row.description.replaceAll(" · ", ", ")].filter((part) => part !== "").join(", "),
    role: "treeitem",
  };
  if (row.at !== undefined && uri !== undefined) {
    // The tree knows this command: a click opens it for a look, Enter or a double click for good.
    item.command = { command: "vscode.open", title: "Go to Line", arguments: [uri, { selection: rangeOf(row.at) }] };
  }
  return item;
}

export function moreItem(count: number, id: string): vscode.TreeItem {
  const item = new vscode.TreeItem(`${count} more`, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.accessibilityInformation = { label: `${count} more`, role: "treeitem" };
  return item;
}

function stateOf({ kind, rows, more }: ViewRow): vscode.TreeItemCollapsibleState {
  if (rows.length === 0 && more === undefined) return vscode.TreeItemCollapsibleState.None;
  return kind === "level" && rows.length <= OPEN_ROWS
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}

const rangeOf = ({ line, character }: ViewPlace): vscode.Range => new vscode.Range(line, character, line, character);

/** A level has its colour as in the gutter, and says its name; what is to be looked out for says so too. */
function iconOf({ kind, mark, remark }: ViewRow): vscode.ThemeIcon {
  if (remark !== undefined) {
    return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  }
  // Symbols have colours of their own, of which some could be taken for a level's.
  const color = new vscode.ThemeColor(mark === undefined ? "icon.foreground" : `driverlens.level.${mark}`);
  return new vscode.ThemeIcon(icons.get(kind) ?? "circle-small", color);
}

const icons: ReadonlyMap<string, string> = new Map([
  ["level", "layers"],
  ["entry", "symbol-method"],
  ["registration", "plug"],
  ["lock", "lock"],
  ["take", "symbol-method"],
  ["order", "arrow-right"],
  ["tag", "tag"],
  ["allocation", "add"],
  ["free", "remove"],
  ["code", "symbol-constant"],
  ["handler", "symbol-method"],
  ["version", "versions"],
  ["import", "symbol-function"],
  ["call", "symbol-method"],
  ["symbol", "export"],
]);
