/** Goes to a place, or lets people look at several beside the code: what the server's lenses lead to. */
import * as vscode from "vscode";
import type { LinePosition, ShowPlacesArguments } from "../../../server/src/lsp/protocol.ts";

export async function showPlaces([uri, at, places]: ShowPlacesArguments): Promise<void> {
  const locations = places.map(
    ({ uri: target, range }) =>
      new vscode.Location(vscode.Uri.parse(target), new vscode.Range(position(range.start), position(range.end))),
  );
  await vscode.commands.executeCommand(
    "editor.action.goToLocations",
    vscode.Uri.parse(uri),
    position(at),
    locations,
    "peek",
    "There is no such place any more.",
  );
}

const position = ({ line, character }: LinePosition): vscode.Position => new vscode.Position(line, character);
