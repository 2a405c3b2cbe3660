/** Which file a command about an image means, and opening it. */
import * as vscode from "vscode";
import { viewType } from "./editor.ts";

/** "sys" and "ko" first, as these are what drivers are; others may be linked in, or tell how a driver is talked to. */
const filters = {
  "Driver images": ["sys", "ko"],
  "Images and objects": ["sys", "ko", "dll", "exe", "efi", "obj", "o", "so"],
  "All files": ["*"],
};

export async function askImage(title: string, openLabel: string, near?: vscode.Uri): Promise<vscode.Uri | undefined> {
  const options = { title, openLabel, filters, ...(near === undefined ? {} : { defaultUri: near }) };
  return (await vscode.window.showOpenDialog(options))?.[0];
}

export async function inspectImage(file: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand("vscode.openWith", file, viewType, { preview: false });
}
