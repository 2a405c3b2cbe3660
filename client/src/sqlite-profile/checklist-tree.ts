/** The rows of the checklist: steps, below each what is wrong with it and what it was ticked from. */
import * as vscode from "vscode";
import type {
  FilePlace,
  SqliteEvidence,
  SqliteFinding,
  SqliteProfileAnswer,
  SqliteStep,
} from "../../../server/src/lsp/protocol.ts";
import { placeText } from "../why/why-text.ts";
import { reasonsText, spokenStep } from "./checklist-text.ts";

export type Row =
  | { readonly kind: "step"; readonly step: SqliteStep }
  | { readonly kind: "finding"; readonly step: SqliteStep; readonly finding: SqliteFinding }
  | { readonly kind: "evidence"; readonly step: SqliteStep; readonly evidence: SqliteEvidence };

export class ChecklistTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private answer: SqliteProfileAnswer | undefined;

  get shown(): SqliteProfileAnswer | undefined {
    return this.answer;
  }

  /** What says the same is not drawn again. */
  show(answer: SqliteProfileAnswer | undefined): void {
    const isSame = JSON.stringify(answer) === JSON.stringify(this.answer);
    this.answer = answer;
    if (!isSame) this.changed.fire(undefined);
  }

  getChildren(row?: Row): Row[] {
    if (row === undefined) return (this.answer?.steps ?? []).map((step) => ({ kind: "step", step }));
    if (row.kind !== "step") return [];
    const { step } = row;
    return [
      ...step.findings.map((finding): Row => ({ kind: "finding", step, finding })),
      ...step.evidence.map((evidence): Row => ({ kind: "evidence", step, evidence })),
    ];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const unit = this.answer?.unit.id ?? "";
    const item =
      row.kind === "step"
        ? stepItem(row.step)
        : row.kind === "finding"
          ? findingItem(row.finding)
          : evidenceItem(row.evidence);
    item.id = `${unit}\n${keyOf(row)}`;
    return item;
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function keyOf(row: Row): string {
  switch (row.kind) {
    case "step":
      return row.step.id;
    case "finding":
      return `${row.step.id}\n${row.finding.key}`;
    case "evidence":
      return `${row.step.id}\n${row.step.evidence.indexOf(row.evidence)}`;
  }
}

function stepItem(step: SqliteStep): vscode.TreeItem {
  const { title, state, sentence, at, findings, evidence, part } = step;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(title, findings.length + evidence.length > 0 ? Collapsed : None);
  const { icon, color } = stateIcons[state];
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.description = sentence;
  item.tooltip = `${title}: ${state}\n${reasonsText(step)}`;
  item.contextValue = [
    "step",
    ...(findings.some(({ fixes }) => fixes.length > 0) ? ["fix"] : []),
    ...(part === undefined ? [] : ["insert"]),
    ...(findings.length > 0 ? ["explain"] : []),
  ].join(" ");
  item.accessibilityInformation = { label: spokenStep(step), role: "treeitem" };
  goTo(item, at);
  return item;
}

function findingItem({ rule, severity, message, at, fixes }: SqliteFinding): vscode.TreeItem {
  const item = new vscode.TreeItem(message);
  const { icon, color } = severityIcons[severity];
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.description = `${rule} · ${placeText(at)}`;
  item.tooltip = `${message}\n${rule}, ${placeText(at)}`;
  item.contextValue = `finding explain${fixes.length > 0 ? " fix" : ""}`;
  item.accessibilityInformation = { label: `${severity}: ${message}, ${rule}, ${placeText(at)}`, role: "treeitem" };
  goTo(item, at);
  return item;
}

function evidenceItem({ text, at }: SqliteEvidence): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  const place = at === undefined ? "" : placeText(at);
  item.iconPath = new vscode.ThemeIcon("eye");
  item.description = place;
  item.tooltip = `Seen: ${[text, place].filter((part) => part !== "").join("\n")}`;
  item.contextValue = "evidence";
  item.accessibilityInformation = {
    label: ["Seen", text, place].filter((part) => part !== "").join(", "),
    role: "treeitem",
  };
  goTo(item, at);
  return item;
}

function goTo(item: vscode.TreeItem, at: FilePlace | undefined): void {
  if (at === undefined) return;
  // The tree knows this command: a click opens it for a look, Enter or a double click for good.
  const { start, end } = at.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  item.command = { command: "vscode.open", title: "Go to Line", arguments: [vscode.Uri.parse(at.uri), { selection }] };
}

interface Icon {
  readonly icon: string;
  readonly color: string;
}

/** By shape first: colours say the same once more. */
const stateIcons: Readonly<Record<SqliteStep["state"], Icon>> = {
  done: { icon: "pass", color: "testing.iconPassed" },
  wrong: { icon: "error", color: "testing.iconFailed" },
  missing: { icon: "circle-slash", color: "testing.iconQueued" },
  unknown: { icon: "question", color: "testing.iconUnset" },
};

const severityIcons: Readonly<Record<SqliteFinding["severity"], Icon>> = {
  error: { icon: "error", color: "problemsErrorIcon.foreground" },
  warning: { icon: "warning", color: "problemsWarningIcon.foreground" },
  hint: { icon: "info", color: "problemsInfoIcon.foreground" },
};
