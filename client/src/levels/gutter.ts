/**
 * Letters in the gutter, and colours in the overview ruler, beside lines that run above PASSIVE_LEVEL. Where no statement
 * begins a bar goes on: a letter beside every comment would be louder than the code.
 */
import * as vscode from "vscode";
import type { LineLevel } from "../../../server/src/lsp/protocol.ts";
import { levelBar, levelIcon, type ThemeKind } from "./level-icons.ts";
import type { LineMarks } from "./line-marks.ts";

/** Decorations are made with the first line that has one, and again for another kind of theme. */
export function createGutter(marks: LineMarks): vscode.Disposable {
  const types = new Map<string, vscode.TextEditorDecorationType>();

  const typeOf = (level: LineLevel): vscode.TextEditorDecorationType => {
    const key = `${level.mark} ${level.isCertain} ${level.isBetween}`;
    const type = types.get(key) ?? decoration(level, themeKind());
    types.set(key, type);
    return type;
  };

  const show = (editor: vscode.TextEditor): void => {
    const ranges = new Map<vscode.TextEditorDecorationType, vscode.Range[]>();
    for (const { first, last, level } of marks.of(editor.document)) {
      const type = typeOf(level);
      const list = ranges.get(type) ?? [];
      ranges.set(type, list);
      list.push(new vscode.Range(first, 0, last, 0));
    }
    for (const type of types.values()) editor.setDecorations(type, ranges.get(type) ?? []);
  };
  const showAll = (): void => vscode.window.visibleTextEditors.forEach(show);
  const forget = (): void => {
    for (const type of types.values()) type.dispose();
    types.clear();
  };

  const subscriptions = vscode.Disposable.from(
    marks.onDidChange((document) => {
      for (const editor of vscode.window.visibleTextEditors) {
        if (document === undefined || editor.document === document) show(editor);
      }
    }),
    vscode.window.onDidChangeVisibleTextEditors(showAll),
    vscode.window.onDidChangeActiveColorTheme(() => {
      forget();
      showAll();
    }),
  );
  return vscode.Disposable.from(subscriptions, { dispose: forget });
}

function decoration({ mark, isCertain, isBetween }: LineLevel, theme: ThemeKind): vscode.TextEditorDecorationType {
  const picture = (isBetween ? levelBar : levelIcon)(mark, isCertain ? "filled" : "outline", theme);
  return vscode.window.createTextEditorDecorationType({
    gutterIconPath: vscode.Uri.parse(`data:image/svg+xml;utf8,${encodeURIComponent(picture)}`, true),
    gutterIconSize: "contain",
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    // What may be so would colour most of the ruler.
    ...(isCertain && {
      overviewRulerColor: new vscode.ThemeColor(`driverlens.level.${mark}`),
      overviewRulerLane: vscode.OverviewRulerLane.Center,
    }),
  });
}

function themeKind(): ThemeKind {
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return "light";
    case vscode.ColorThemeKind.HighContrast:
      return "highContrast";
    case vscode.ColorThemeKind.HighContrastLight:
      return "highContrastLight";
    default:
      return "dark";
  }
}
