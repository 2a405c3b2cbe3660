/** The tree of a driver: keeps what is open and selected while what it shows becomes another. */
import * as vscode from "vscode";
import type { UnitView, ViewRow, ViewSection } from "../../../server/src/lsp/protocol.ts";
import { moreItem, rowItem, sectionItem } from "./rows.ts";

/** A section, a row, or the rest of a list that was cut. */
export type Node =
  | { readonly kind: "section"; readonly section: ViewSection }
  | { readonly kind: "row"; readonly row: ViewRow }
  | { readonly kind: "more"; readonly key: string; readonly from: number; readonly count: number };

export class UnitTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private view: UnitView | undefined;
  /** By key: who holds one of them asks with it for what is there now. */
  private sections = new Map<string, Node>();
  private lists = new Map<string, ViewSection | ViewRow>();
  /** Lists that are wanted as a whole, with the number of rows before the cut. */
  private readonly opened = new Map<string, number>();
  private readonly askAgain: () => Promise<void>;

  /** @param askAgain asks for the view again, with other lists as a whole; resolves when it is shown */
  constructor(askAgain: () => Promise<void>) {
    this.askAgain = askAgain;
  }

  /** Keys of the lists that are not to be cut. */
  get whole(): readonly string[] {
    return [...this.opened.keys()];
  }

  get shown(): UnitView | undefined {
    return this.view;
  }

  /** Only sections that say something else are drawn again. */
  show(view: UnitView | undefined): void {
    const before = this.view;
    this.view = view;
    if (view?.unit.id !== before?.unit.id) this.opened.clear();
    this.lists = new Map(view?.sections.flatMap(listsOf) ?? []);
    const kept = view?.unit.id === before?.unit.id ? this.sections : new Map<string, Node>();
    this.sections = new Map(
      view?.sections.map((section) => [section.key, nodeFor(section, kept.get(section.key))]) ?? [],
    );
    if (before === undefined || view === undefined || !haveSameSections(before, view)) {
      this.changed.fire(undefined);
      return;
    }
    for (const [index, section] of view.sections.entries()) {
      if (JSON.stringify(section) !== JSON.stringify(before.sections[index])) {
        this.changed.fire(this.sections.get(section.key));
      }
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const id = (key: string): string => `${this.view?.unit.id ?? ""}\n${key}`;
    switch (node.kind) {
      case "section":
        return sectionItem(this.sectionNow(node.section), id(node.section.key));
      case "row": {
        const file = node.row.at === undefined ? undefined : this.view?.files[node.row.at.file];
        return rowItem(node.row, id(node.row.key), file === undefined ? undefined : vscode.Uri.parse(file));
      }
      case "more":
        return moreItem(node.count, id(`${node.key}\nmore`));
    }
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) return [...this.sections.values()];
    if (node.kind === "more") return await this.rest(node);
    const key = node.kind === "section" ? node.section.key : node.row.key;
    const list = this.lists.get(key);
    const rows = list?.rows ?? [];
    const cut = list?.more === undefined ? this.opened.get(key) : rows.length;
    const nodes = (cut === undefined ? rows : rows.slice(0, cut)).map(rowNode);
    const count = rows.length + (list?.more ?? 0) - (cut ?? rows.length);
    return cut === undefined || count <= 0 ? nodes : [...nodes, { kind: "more", key, from: cut, count }];
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async rest({ key, from }: Node & { readonly kind: "more" }): Promise<Node[]> {
    if (!this.opened.has(key)) {
      this.opened.set(key, from);
      await this.askAgain();
    }
    return (this.lists.get(key)?.rows ?? []).slice(from).map(rowNode);
  }

  private sectionNow(section: ViewSection): ViewSection {
    const now = this.sections.get(section.key);
    return now?.kind === "section" ? now.section : section;
  }
}

const rowNode = (row: ViewRow): Node => ({ kind: "row", row });

/** The tree tells sections apart by the objects that it was given: they stay. */
function nodeFor(section: ViewSection, known: Node | undefined): Node {
  return known?.kind === "section" ? Object.assign(known, { section }) : { kind: "section", section };
}

function listsOf(list: ViewSection | ViewRow): readonly (readonly [string, ViewSection | ViewRow])[] {
  return [[list.key, list], ...list.rows.flatMap(listsOf)];
}

const haveSameSections = (a: UnitView, b: UnitView): boolean =>
  a.unit.id === b.unit.id &&
  a.files.join() === b.files.join() &&
  a.sections.map(({ key }) => key).join() === b.sections.map(({ key }) => key).join();
