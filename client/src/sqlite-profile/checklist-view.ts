/**
 * The checklist of SQLite in the driver that is shown: there only where a driver has SQLite inside. While nobody sees it
 * the server is asked for no more than whether that is so.
 */
import * as vscode from "vscode";
import {
  type FixSummary,
  type SqliteFinding,
  type SqliteFixParams,
  type SqliteProfileAnswer,
  type SqliteProfileParams,
  sqliteFixRequest,
  sqliteProfileRequest,
} from "../../../server/src/lsp/protocol.ts";
import type { Server } from "../server.ts";
import { Inquiry } from "../unit-view/inquiry.ts";
import { paramsOf, type ShownDriver, type Target } from "../unit-view/shown-driver.ts";
import { checklistText, countText } from "./checklist-text.ts";
import { ChecklistTree, type Row } from "./checklist-tree.ts";

const VIEW = "driverlens.sqlite";

export class ChecklistView implements vscode.Disposable {
  private readonly server: Server;
  private readonly tree = new ChecklistTree();
  private readonly view: vscode.TreeView<Row>;
  private readonly inquiry: Inquiry<SqliteProfileAnswer>;
  private readonly subscriptions: vscode.Disposable[];
  /** What the last answer was about. */
  private asked: Target | undefined;
  private known: SqliteProfileAnswer | undefined;
  private isRunning = true;

  constructor(server: Server, driver: ShownDriver) {
    this.server = server;
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this.tree, showCollapseAll: true });
    this.inquiry = new Inquiry<SqliteProfileAnswer>({
      target: () => (server.state === "running" ? driver.target : undefined),
      ask: (target, cancel) => this.ask(target, cancel),
      show: (answer) => this.show(answer),
    });
    this.subscriptions = [
      this.inquiry,
      this.tree,
      this.view,
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.inquiry.refresh();
      }),
      driver.onDidChange(() => this.inquiry.refresh()),
      server.onFileStatus((status) => {
        if (driver.isMeant(status, this.known?.unit)) this.inquiry.refresh();
      }),
      server.onDidChange(() => this.serverChanged()),
    ];
    this.inquiry.refresh();
  }

  /** Makes a fix of a finding, or of one that a person chooses of a step's. */
  async fix(row: unknown): Promise<void> {
    const { asked } = this;
    const shown = rowOf(row) ?? this.view.selection[0];
    if (asked === undefined || shown === undefined || shown.kind === "evidence") return;
    const findings = shown.kind === "finding" ? [shown.finding] : shown.step.findings;
    const wanted = await pickFix(findings);
    if (wanted === undefined) return;
    const { finding, fix } = wanted;
    // What is changed is seen, and can be taken back there.
    const { start, end } = finding.at.range;
    const selection = new vscode.Range(start.line, start.character, end.line, end.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(finding.at.uri), { selection });
    const params: SqliteFixParams = { ...paramsOf(asked), finding: finding.key, fix };
    const summary = await this.server.ask<FixSummary>(sqliteFixRequest, params);
    if (summary?.failure !== undefined) {
      void vscode.window.showWarningMessage(`Nothing was changed: ${summary.failure}.`);
    }
  }

  /** Has the part made that a step lacks, in the driver's folder. */
  async insert(row: unknown): Promise<void> {
    const shown = rowOf(row) ?? this.view.selection[0];
    const template = shown?.step.part;
    if (template === undefined || this.known === undefined) return;
    await vscode.commands.executeCommand("driverlens.new", { template, folder: this.known.unit.folder });
  }

  /** Opens the page of a rule that found something. */
  async explain(row: unknown): Promise<void> {
    const shown = rowOf(row) ?? this.view.selection[0];
    if (shown === undefined || shown.kind === "evidence") return;
    const rules = shown.kind === "finding" ? [shown.finding.rule] : shown.step.findings.map(({ rule }) => rule);
    const [first, ...others] = new Set(rules);
    const rule =
      others.length === 0 ? first : await vscode.window.showQuickPick([...new Set(rules)], { title: "Rule" });
    if (rule !== undefined) await vscode.commands.executeCommand("driverlens.explainRule", rule);
  }

  /** A step, or all of them, to the clipboard. */
  async copy(row: unknown): Promise<void> {
    const { shown } = this.tree;
    if (shown === undefined) return;
    const pathOf = (uri: string): string => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
    await vscode.env.clipboard.writeText(`${checklistText(shown, pathOf, rowOf(row)?.step)}\n`);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** A server that was started again knows nothing yet of what the last one has shown. */
  private serverChanged(): void {
    const isRunning = this.server.state === "running";
    if (isRunning && !this.isRunning) this.inquiry.refresh();
    if (!isRunning) this.show(undefined);
    this.isRunning = isRunning;
  }

  private async ask(target: Target, cancel: vscode.CancellationToken): Promise<SqliteProfileAnswer | undefined> {
    const params: SqliteProfileParams = { ...paramsOf(target), probe: !this.view.visible };
    const answer = await this.server.ask<SqliteProfileAnswer>(sqliteProfileRequest, params, cancel);
    if (!cancel.isCancellationRequested) this.asked = target;
    return answer;
  }

  private show(answer: SqliteProfileAnswer | undefined): void {
    this.known = answer;
    void vscode.commands.executeCommand("setContext", "driverlens.embedsSqlite", answer?.embedsSqlite === true);
    const isOther = answer?.unit.id !== this.tree.shown?.unit.id;
    const steps = answer?.steps ?? [];
    // What was seen last stays while only its being there was asked for.
    if (steps.length === 0 && answer?.embedsSqlite === true && !isOther) return;
    this.tree.show(answer);
    this.view.message = answer === undefined || steps.length === 0 ? "" : `${answer.unit.name}: ${countText(steps)}`;
  }
}

/** What VS Code hands to a command, where it is a row. */
function rowOf(row: unknown): Row | undefined {
  return typeof row === "object" && row !== null && "kind" in row && "step" in row ? (row as Row) : undefined;
}

interface Wanted {
  readonly finding: SqliteFinding;
  readonly fix: string;
}

/** Where there is but one way it is taken. */
async function pickFix(findings: readonly SqliteFinding[]): Promise<Wanted | undefined> {
  const ways = findings.flatMap((finding) =>
    finding.fixes.map((fix) => ({ label: fix, detail: finding.message, finding, fix })),
  );
  return ways.length > 1
    ? await vscode.window.showQuickPick(ways, { title: "Fix", matchOnDetail: true, placeHolder: "What to do" })
    : ways[0];
}
