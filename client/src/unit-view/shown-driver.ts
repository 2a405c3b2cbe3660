/** Which driver the views in the side bar show: that of the active editor, or one that was chosen. */
import * as vscode from "vscode";
import type { FileStatus, UnitSummary } from "../../../server/src/lsp/protocol.ts";
import { isCandidate } from "../driver-watch.ts";

/** What is looked at. */
export type Target = { readonly uri: string } | { readonly unit: UnitSummary };

export const keyOf = (target: Target): string => ("uri" in target ? target.uri : target.unit.id);

/** As requests about a driver take it. */
export const paramsOf = (target: Target): { readonly uri: string } | { readonly unit: string } =>
  "uri" in target ? { uri: target.uri } : { unit: target.unit.id };

export class ShownDriver implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;
  private chosenUnit: UnitSummary | undefined;
  /** The last document of C or C++ that was active. */
  private active: string | undefined;

  constructor() {
    this.subscription = vscode.window.onDidChangeActiveTextEditor((editor) => this.activate(editor));
    this.activate(vscode.window.activeTextEditor);
  }

  get target(): Target | undefined {
    if (this.chosenUnit !== undefined) return { unit: this.chosenUnit };
    return this.active === undefined ? undefined : { uri: this.active };
  }

  get isChosen(): boolean {
    return this.chosenUnit !== undefined;
  }

  /** Undefined to show the driver of the active editor from now on. */
  choose(unit: UnitSummary | undefined): void {
    this.chosenUnit = unit;
    void vscode.commands.executeCommand("setContext", "driverlens.driverChosen", unit !== undefined);
    this.changed.fire();
  }

  /** Whether after a check of a file there may be other things to show. */
  isMeant({ isSettled, unitId, uri }: FileStatus, shown: UnitSummary | undefined): boolean {
    return isSettled && (unitId === shown?.id || (this.chosenUnit === undefined && uri === this.active));
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private activate(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || !isCandidate(editor.document)) return;
    this.active = editor.document.uri.toString();
    if (this.chosenUnit === undefined) this.changed.fire();
  }
}
