/** The rows of a chain of reasons: made when they come into view. */
import * as vscode from "vscode";
import type { LevelMark, WhyNode } from "../../../server/src/lsp/protocol.ts";
import { placeText, spokenText } from "./why-text.ts";

export class WhyTree implements vscode.TreeDataProvider<WhyNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private shown: WhyNode | undefined;
  /** From a reason to what it is a reason for. */
  private parents = new Map<WhyNode, WhyNode>();

  /** What was asked about, with its reasons below it. */
  get root(): WhyNode | undefined {
    return this.shown;
  }

  /** What VS Code hands back, where it is a row. */
  rowOf(row: unknown): WhyNode | undefined {
    return this.shown === row ? this.shown : [...this.parents.keys()].find((node) => node === row);
  }

  show(root: WhyNode | undefined): void {
    this.shown = root;
    this.parents = new Map();
    if (root !== undefined) this.remember(root);
    this.changed.fire(undefined);
  }

  getChildren(node?: WhyNode): WhyNode[] {
    return [...(node?.because ?? (this.shown === undefined ? [] : [this.shown]))];
  }

  getParent(node: WhyNode): WhyNode | undefined {
    return this.parents.get(node);
  }

  getTreeItem(node: WhyNode): vscode.TreeItem {
    const { text, at, because } = node;
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    // The end is cut where the side bar is narrow, and many reasons begin alike: the place comes first.
    const label = at === undefined || node === this.shown ? text : `${placeText(at)}: ${text}`;
    const item = new vscode.TreeItem(label, because.length === 0 ? None : this.isFirst(node) ? Expanded : Collapsed);
    item.iconPath = icon(node, node === this.shown);
    item.tooltip = at === undefined ? text : `${text}\n${placeText(at)}`;
    item.accessibilityInformation = { label: spokenText(node) };
    if (at !== undefined) {
      const { start, end } = at.range;
      const selection = new vscode.Range(start.line, start.character, end.line, end.character);
      item.command = {
        command: "vscode.open",
        title: "Go to Place",
        arguments: [vscode.Uri.parse(at.uri), { selection, preview: true }],
      };
    }
    return item;
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Whether it is on the shortest chain, which is open from the start. */
  private isFirst(node: WhyNode): boolean {
    const parent = this.parents.get(node);
    return parent === undefined || (parent.because[0] === node && this.isFirst(parent));
  }

  private remember(node: WhyNode): void {
    for (const reason of node.because) {
      this.parents.set(reason, node);
      this.remember(reason);
    }
  }
}

const levelIcons: Readonly<Record<LevelMark, string>> = {
  apc: "chevron-up",
  dispatch: "arrow-up",
  device: "zap",
  high: "flame",
  atomic: "lock",
};

/** By shape first: colours say the same once more. */
function icon({ level, because }: WhyNode, isRoot: boolean): vscode.ThemeIcon {
  if (level === undefined) {
    return new vscode.ThemeIcon(
      isRoot ? "question" : because.length === 0 ? "circle-small-filled" : "arrow-small-right",
    );
  }
  return level.mark === undefined
    ? new vscode.ThemeIcon("circle-outline")
    : new vscode.ThemeIcon(levelIcons[level.mark], new vscode.ThemeColor(`driverlens.level.${level.mark}`));
}
