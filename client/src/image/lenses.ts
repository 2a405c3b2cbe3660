/**
 * "imported by NewDriver.sys" above calls that cause an import which the kernel does not have: of images that are open in the
 * inspector, while the setting for lenses is on. A click leads to the import.
 */
import * as vscode from "vscode";
import type { CallOfImport } from "../../../server/src/lsp/protocol.ts";
import { rangeOf } from "./calls.ts";
import type { ImageDocument, ImportFinding } from "./document.ts";
import type { ImageEditors } from "./editor.ts";
import { lensTitle } from "./lens-text.ts";

export function showImportLenses(editors: ImageEditors, languages: readonly string[]): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(source, token) {
      const settings = vscode.workspace.getConfiguration("driverlens", source.uri);
      if (!settings.get<boolean>("codeLens", true)) return [];
      // An image may be open in both of its editors.
      const images = new Map(editors.shown.map((image) => [image.uri.toString(), image]));
      const lenses = await Promise.all([...images.values()].map((image) => lensesOf(image, source, token)));
      return lenses.flat();
    },
  };
  return vscode.Disposable.from(
    changed,
    editors.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("driverlens.codeLens")) changed.fire();
    }),
    vscode.languages.registerCodeLensProvider([...languages], provider),
  );
}

async function lensesOf(
  image: ImageDocument,
  source: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<vscode.CodeLens[]> {
  const id = source.uri.toString();
  const placesIn = () =>
    image.sources.calls.flatMap(({ name, places }) =>
      places.filter(({ uri }) => uri === id).map((place) => ({ name, place })),
    );
  // Until the server has read what was typed last, the lenses stay where VS Code has them.
  while (placesIn().some(({ place }) => isOlder(place, source)) && !token.isCancellationRequested) {
    await nextAnswer(image, token);
  }
  if (token.isCancellationRequested) return [];
  const byPlace = placesIn()
    .map(({ name, place }) => ({ name, range: rangeOf(place) }))
    .sort((one, other) => one.range.start.compareTo(other.range.start));
  const told = new Set<string>();
  return byPlace.flatMap(({ name, range }) => {
    const finding = image.findings.find((one) => one.import.name === name);
    const key = `${name} ${range.start.line}`;
    if (finding === undefined || told.has(key)) return [];
    told.add(key);
    // Of several on one line the first says whose they are.
    const isFirst = !told.has(`${range.start.line}`);
    told.add(`${range.start.line}`);
    return [lensOf(image, finding, range, isFirst)];
  });
}

const isOlder = ({ version }: CallOfImport, source: vscode.TextDocument): boolean =>
  version !== undefined && version < source.version;

function lensOf(image: ImageDocument, finding: ImportFinding, range: vscode.Range, isFirst: boolean): vscode.CodeLens {
  return new vscode.CodeLens(range, {
    command: "driverlens.showImport",
    title: lensTitle(isFirst ? image.name : undefined, finding.message),
    tooltip: `${finding.why} ${finding.remedy}`.trim(),
    arguments: [image.uri, finding.import.name],
  });
}

function nextAnswer({ sources }: ImageDocument, token: vscode.CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      subscriptions.dispose();
      resolve();
    };
    const subscriptions = vscode.Disposable.from(
      token.onCancellationRequested(wake),
      sources.onDidAnswer(wake),
      sources.onDidChange(wake),
    );
  });
}
