/** Decoding a number, name or pool tag while it is typed, or a text that was pasted; nothing of a driver has to be open. */
import * as vscode from "vscode";
import { type DecodedValue, type DecodeParams, decodeRequest } from "../../../server/src/lsp/protocol.ts";
import { type DecodedRow, decodedRows, decodedText } from "../decoded-rows.ts";
import type { Server } from "../server.ts";

interface Item extends vscode.QuickPickItem {
  readonly copies?: string;
}

const COPY_ALL: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("copy"), tooltip: "Copy All" };

export async function decode(server: Server): Promise<void> {
  const word = wordAtCursor();
  // Who asks for something now wants it tried again.
  await (server.state === "failed" ? server.restart() : server.start());
  // Why there is none has been told.
  if (server.state !== "running") return;
  const known = word === undefined ? [] : await ask(server, word);
  show(server, known.length > 0 ? word : undefined);
}

function show(server: Server, text: string | undefined): void {
  const pick = vscode.window.createQuickPick<Item>();
  let shown: readonly DecodedValue[] = [];
  let isClosed = false;
  let isAsking = false;

  /** One question at a time: what was typed meanwhile is the next. */
  const refresh = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    pick.busy = true;
    for (let asked: string | undefined; !isClosed && asked !== pick.value; ) {
      asked = pick.value;
      const values = asked.trim() === "" ? [] : await ask(server, asked);
      if (isClosed) return;
      if (asked === pick.value) {
        shown = values;
        pick.items = items(values, asked);
      }
    }
    pick.busy = false;
    isAsking = false;
  };
  const copy = async (value: string): Promise<void> => {
    pick.hide();
    await vscode.env.clipboard.writeText(value);
    vscode.window.setStatusBarMessage("$(copy) Copied what was decoded", 4000);
  };

  pick.title = "driverlens: Decode Value";
  pick.placeholder = "0xC0000005, IOCTL_DISK_GET_DRIVE_GEOMETRY, BugCheck 0xD1, Tag1, -22; Enter copies";
  pick.value = text ?? "";
  pick.buttons = [COPY_ALL];
  pick.onDidChangeValue(() => void refresh());
  pick.onDidTriggerButton(() => void copy(decodedText(shown)));
  pick.onDidAccept(() => {
    const [chosen] = pick.activeItems;
    if (chosen?.copies !== undefined) void copy(chosen.copies);
  });
  pick.onDidHide(() => {
    isClosed = true;
    pick.dispose();
  });
  pick.show();
  void refresh();
}

async function ask(server: Server, text: string): Promise<readonly DecodedValue[]> {
  const params: DecodeParams = { text };
  return (await server.ask<readonly DecodedValue[]>(decodeRequest, params)) ?? [];
}

/** The list shows them whatever is typed. */
function items(values: readonly DecodedValue[], text: string): readonly Item[] {
  const rows: readonly (Omit<DecodedRow, "copies"> & { readonly copies?: string })[] =
    values.length > 0 || text.trim() === ""
      ? decodedRows(values)
      : [{ label: "Nothing is known of it", description: "as a number, name, pool tag or text" }];
  return rows.map((row) => ({ ...row, alwaysShow: true }));
}

/** What is selected, else the name, number or literal in ticks at the cursor. */
function wordAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  if (!selection.isEmpty) return document.getText(selection).slice(0, MAXIMUM_TEXT);
  const range = document.getWordRangeAtPosition(selection.active, /'[^'\n]{1,8}'|-E[A-Z]+|\w+/);
  return range && document.getText(range);
}

/** More than a screen of a debugger's output is no value. */
const MAXIMUM_TEXT = 10_000;
