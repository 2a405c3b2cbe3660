/**
 * The view of a driver in the side bar: that of the active editor, or one that was chosen. Asks only while it is seen, and
 * one question at a time.
 */
import * as vscode from "vscode";
import {
  type FileStatus,
  type UnitSummary,
  type UnitView,
  type UnitViewParams,
  unitsRequest,
  unitViewRequest,
} from "../../../server/src/lsp/protocol.ts";
import { isCandidate } from "../driver-watch.ts";
import type { Server } from "../server.ts";
import { kindText, pickDriver } from "./choose-driver.ts";
import { UnitTree } from "./tree.ts";

const VIEW = "driverlens.unit";

/** Milliseconds after which it is said that a driver is being read: what comes before needs no word. */
const PATIENCE = 300;

/** What is looked at. */
type Target = { readonly uri: string } | { readonly unit: UnitSummary };

export class DriverView implements vscode.Disposable {
  private readonly server: Server;
  private readonly tree: UnitTree;
  private readonly view: vscode.TreeView<unknown>;
  private readonly subscriptions: vscode.Disposable[];
  private chosen: UnitSummary | undefined;
  /** The last document of C or C++ that was active. */
  private active: string | undefined;
  private asking: { readonly target: Target; readonly cancel: vscode.CancellationTokenSource } | undefined;
  private isOutdated = false;
  private isRunning = true;
  /** Those who wait for what is asked now, or next. */
  private waiting: (() => void)[] = [];

  constructor(server: Server) {
    this.server = server;
    this.tree = new UnitTree(() => this.refreshed());
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this.tree, showCollapseAll: true });
    this.subscriptions = [
      this.tree,
      this.view,
      this.view.onDidChangeVisibility(() => this.refresh()),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.activate(editor)),
      server.onFileStatus((status) => this.checked(status)),
      server.onDidChange(() => this.serverChanged()),
    ];
    this.activate(vscode.window.activeTextEditor);
  }

  /** Lets a person choose a driver of the workspace. */
  async choose(): Promise<void> {
    const units = this.server.ask<readonly UnitSummary[]>(unitsRequest, {}).then((all) => all ?? []);
    const own = this.chosen === undefined ? this.tree.shown?.unit.id : undefined;
    const picked = await pickDriver(units, own, this.chosen !== undefined);
    if (picked === undefined) return;
    this.setChosen(picked === "follow" ? undefined : picked);
    await vscode.commands.executeCommand(`${VIEW}.focus`);
  }

  /** Shows the driver of the active editor from now on. */
  follow(): void {
    this.setChosen(undefined);
  }

  dispose(): void {
    this.asking?.cancel.cancel();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private setChosen(unit: UnitSummary | undefined): void {
    this.chosen = unit;
    void vscode.commands.executeCommand("setContext", "driverlens.driverChosen", unit !== undefined);
    this.refresh();
  }

  private activate(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || !isCandidate(editor.document)) return;
    this.active = editor.document.uri.toString();
    if (this.chosen === undefined) this.refresh();
  }

  private checked({ isSettled, unitId, uri }: FileStatus): void {
    const shown = this.tree.shown?.unit.id;
    if (isSettled && (unitId === shown || (this.chosen === undefined && uri === this.active))) this.refresh();
  }

  /** A server that was started again knows nothing yet of what the last one has shown. */
  private serverChanged(): void {
    const isRunning = this.server.state === "running";
    if (isRunning && !this.isRunning) this.refresh();
    if (!isRunning) this.show(undefined);
    this.isRunning = isRunning;
  }

  private get target(): Target | undefined {
    if (this.chosen !== undefined) return { unit: this.chosen };
    return this.active === undefined ? undefined : { uri: this.active };
  }

  /** Asks again, if somebody sees it; a question about another driver is dropped for this one. */
  private refresh(): void {
    const { target, asking } = this;
    if (target === undefined || !this.view.visible || this.server.state !== "running") return;
    if (asking === undefined) {
      void this.ask(target);
      return;
    }
    this.isOutdated = true;
    if (keyOf(asking.target) !== keyOf(target)) asking.cancel.cancel();
  }

  private async refreshed(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      this.refresh();
      // Nobody asks, nobody answers.
      if (this.asking === undefined) this.answered();
    });
  }

  private answered(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  private async ask(target: Target): Promise<void> {
    const cancel = new vscode.CancellationTokenSource();
    this.asking = { target, cancel };
    this.isOutdated = false;
    const answer = this.answerTo(target, cancel.token);
    if (!this.isShown(target)) this.sayReading(target, answer);
    const view = await answer;
    this.asking = undefined;
    if (!cancel.token.isCancellationRequested) this.show(view);
    cancel.dispose();
    const next = this.target;
    if (this.isOutdated && next !== undefined && this.view.visible) void this.ask(next);
    else this.answered();
  }

  private async answerTo(target: Target, token: vscode.CancellationToken): Promise<UnitView | undefined> {
    const { whole } = this.tree;
    const params: UnitViewParams = "uri" in target ? { uri: target.uri, whole } : { unit: target.unit.id, whole };
    return await this.server.ask<UnitView>(unitViewRequest, params, token);
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

const keyOf = (target: Target): string => ("uri" in target ? target.uri : target.unit.id);
