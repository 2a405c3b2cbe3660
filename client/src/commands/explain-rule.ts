/** The page of a rule, beside the code: picked from all rules, those of the findings at the cursor first. */
import * as vscode from "vscode";
import { listRules, rulePage } from "../rule-pages.ts";

/** @param rule its id; without one people are asked */
export async function explainRule(context: vscode.ExtensionContext, rule?: string): Promise<void> {
  const chosen = rule ?? (await pickRule(context));
  if (chosen === undefined) return;
  const page = rulePage(context, chosen);
  try {
    await vscode.commands.executeCommand("markdown.showPreviewToSide", page);
  } catch {
    // The preview is an extension that people can turn off.
    await vscode.commands.executeCommand("vscode.open", page, vscode.ViewColumn.Beside);
  }
}

async function pickRule(context: vscode.ExtensionContext): Promise<string | undefined> {
  const here = rulesAtCursor();
  const items = listRules(context).map(({ id, summary }) => ({ label: id, detail: summary }));
  const isHere = (item: vscode.QuickPickItem): boolean => here.has(item.label);
  const separator = (label: string): vscode.QuickPickItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const picks: readonly vscode.QuickPickItem[] =
    here.size === 0
      ? items
      : [
          separator("At the cursor"),
          ...items.filter(isHere),
          separator("All rules"),
          ...items.filter((item) => !isHere(item)),
        ];
  const pick = await vscode.window.showQuickPick(picks, {
    title: "driverlens: Explain Rule",
    placeHolder: "A rule's name or what it reports",
    matchOnDetail: true,
  });
  return pick?.label;
}

/** Ids of the rules whose findings touch the cursor or, where none does, its line. */
function rulesAtCursor(): ReadonlySet<string> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return new Set();
  const { selection, document } = editor;
  const findings = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "driverlens");
  const touching = findings.filter(({ range }) => range.intersection(selection) !== undefined);
  const onLine = findings.filter(({ range }) => range.start.line === selection.active.line);
  return new Set((touching.length > 0 ? touching : onLine).flatMap(({ code }) => ruleOf(code)));
}

function ruleOf(code: vscode.Diagnostic["code"]): readonly string[] {
  const value = typeof code === "object" ? code.value : code;
  return value === undefined ? [] : [String(value)];
}
