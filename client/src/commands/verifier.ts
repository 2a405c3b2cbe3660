/** The Driver Verifier commands of the driver in front, or of one that is chosen: to be copied, or read with their reasons. */
import * as vscode from "vscode";
import {
  type UnitSummary,
  unitsRequest,
  type VerifierAnswer,
  type VerifierParams,
  verifierRequest,
} from "../../../server/src/lsp/protocol.ts";
import type { Server } from "../server.ts";
import { pickDriver } from "../unit-view/choose-driver.ts";
import { verifierText } from "../verifier-text.ts";

interface Item extends vscode.QuickPickItem {
  readonly copies?: string;
}

export async function showVerifier(server: Server): Promise<void> {
  // Who asks for something now wants it tried again.
  await (server.state === "failed" ? server.restart() : server.start());
  // Why there is none has been told.
  if (server.state !== "running") return;
  const uri = vscode.window.activeTextEditor?.document.uri.toString();
  const own = uri === undefined ? undefined : await ask(server, { uri });
  const answer = own ?? (await chosen(server));
  if (answer !== undefined) show(answer);
}

async function chosen(server: Server): Promise<VerifierAnswer | undefined> {
  const units = server.ask<readonly UnitSummary[]>(unitsRequest, {}).then((all) => all ?? []);
  const picked = await pickDriver(units, undefined, false, "The driver to verify");
  if (picked === undefined || picked === "follow") return undefined;
  const answer = await ask(server, { unit: picked.id });
  if (answer === undefined) void vscode.window.showInformationMessage(`There is nothing to verify in ${picked.name}.`);
  return answer;
}

const ask = (server: Server, params: VerifierParams): Promise<VerifierAnswer | undefined> =>
  Promise.resolve(
    vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: "Reading the driver" }, () =>
      server.ask<VerifierAnswer>(verifierRequest, params),
    ),
  );

function show(answer: VerifierAnswer): void {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = `Driver Verifier for ${answer.unit.name}`;
  pick.placeholder = "Enter copies a command, for a machine for tests";
  pick.items = items(answer);
  pick.activeItems = pick.items.filter(({ copies }) => copies !== undefined).slice(0, 1);
  pick.matchOnDetail = true;
  pick.onDidAccept(async () => {
    const [active] = pick.activeItems;
    pick.hide();
    if (active === undefined) return;
    if (active.copies === undefined) return await openText(answer);
    await vscode.env.clipboard.writeText(active.copies);
    vscode.window.setStatusBarMessage("$(copy) Copied the command", 4000);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

function items({ groups }: VerifierAnswer): readonly Item[] {
  const reasons: Item = { label: "$(book) Show Them All with Their Reasons", alwaysShow: true };
  const commands = groups.flatMap(({ title, commands: lines }): readonly Item[] => [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...lines.map(({ text, note }) => ({ label: text, ...(note === "" ? {} : { detail: note }), copies: text })),
  ]);
  return [reasons, ...commands];
}

async function openText(answer: VerifierAnswer): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content: verifierText(answer) });
  await vscode.window.showTextDocument(document);
}
