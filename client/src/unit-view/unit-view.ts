/** The view of a driver in the side bar, which asks only while it is seen. */
import * as vscode from "vscode";
import {
  type FileStatus,
  type UnitSummary,
  type UnitView,
  type UnitViewParams,
  unitsRequest,
  unitViewRequest,
} from "../../../server/src/lsp/protocol.ts";
import type { Server } from "../server.ts";
import { kindText, pickDriver } from "./choose-driver.ts";
import { Inquiry } from "./inquiry.ts";
import { paramsOf, type ShownDriver, type Target } from "./shown-driver.ts";
import { UnitTree } from "./tree.ts";

const VIEW = "driverlens.unit";

/** Milliseconds after which it is said that a driver is being read: what comes before needs no word. */
const PATIENCE = 300;

export class DriverView implements vscode.Disposable {
  private readonly server: Server;
  private readonly driver: ShownDriver;
  private readonly tree: UnitTree;
  private readonly view: vscode.TreeView<unknown>;
  private readonly inquiry: Inquiry<UnitView>;
  private readonly subscriptions: vscode.Disposable[];
  private isRunning = true;

  constructor(server: Server, driver: ShownDriver) {
    this.server = server;
    this.driver = driver;
    this.tree = new UnitTree(() => this.inquiry.refreshed());
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this.tree, showCollapseAll: true });
    this.inquiry = new Inquiry<UnitView>({
      target: () => (this.view.visible && server.state === "running" ? driver.target : undefined),
      ask: (target, cancel) => this.ask(target, cancel),
      show: (view) => this.show(view),
    });
    this.subscriptions = [
      this.inquiry,
      this.tree,
      this.view,
      this.view.onDidChangeVisibility(() => this.inquiry.refresh()),
      driver.onDidChange(() => this.inquiry.refresh()),
      server.onFileStatus((status) => this.checked(status)),
      server.onDidChange(() => this.serverChanged()),
    ];
    this.inquiry.refresh();
  }

  /** Lets a person choose a driver of the workspace. */
  async choose(): Promise<void> {
    const units = this.server.ask<readonly UnitSummary[]>(unitsRequest, {}).then((all) => all ?? []);
    const own = this.driver.isChosen ? undefined : this.tree.shown?.unit.id;
    const picked = await pickDriver(units, own, this.driver.isChosen);
    if (picked === undefined) return;
    this.driver.choose(picked === "follow" ? undefined : picked);
    await vscode.commands.executeCommand(`${VIEW}.focus`);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private checked(status: FileStatus): void {
    if (this.driver.isMeant(status, this.tree.shown?.unit)) this.inquiry.refresh();
  }

  /** A server that was started again knows nothing yet of what the last one has shown. */
  private serverChanged(): void {
    const isRunning = this.server.state === "running";
    if (isRunning && !this.isRunning) this.inquiry.refresh();
    if (!isRunning) this.show(undefined);
    this.isRunning = isRunning;
  }

  private async ask(target: Target, cancel: vscode.CancellationToken): Promise<UnitView | undefined> {
    const params: UnitViewParams = { ...paramsOf(target), whole: this.tree.whole };
    const answer = this.server.ask<UnitView>(unitViewRequest, params, cancel);
    if (!this.isShown(target)) this.sayReading(target, answer);
    return await answer;
  }

  private show(view: UnitView | undefined): void {
    this.tree.show(view);
    // A description is not seen where the view is alone in its container, and a title is written with capitals.
    this.view.message = view === undefined ? "" : summaryOf(view);
  }

  private isShown(target: Target): boolean {
    const { shown } = this.tree;
    return "uri" in target ? shown?.files.includes(target.uri) === true : shown?.unit.id === target.unit.id;
  }

  private sayReading(target: Target, answer: Promise<unknown>): void {
    const name =
      "unit" in target ? target.unit.name : `the driver of ${target.uri.slice(target.uri.lastIndexOf("/") + 1)}`;
    const setReading = (reads: boolean): void => {
      void vscode.commands.executeCommand("setContext", "driverlens.readingDriver", reads);
    };
    setReading(true);
    const timer = setTimeout(() => {
      this.view.message = `Reading ${name}...`;
      void vscode.window.withProgress({ location: { viewId: VIEW } }, () => answer);
    }, PATIENCE);
    void answer.finally(() => {
      clearTimeout(timer);
      setReading(false);
    });
  }
}

/** "echo, KMDF driver". */
function summaryOf({ unit, sections }: UnitView): string {
  const driver = `${unit.name}, ${kindText(unit)}`;
  return sections.length === 0 ? `${driver}: nothing was found in it.` : driver;
}
