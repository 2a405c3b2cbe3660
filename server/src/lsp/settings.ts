/** The settings of a client as the engine takes them: what is missing or makes no sense has its default. */
import type { Connection } from "vscode-languageserver";
import { LEVELS, UNKNOWN_KINDS } from "../engine/config/shape.ts";
import type { EditorSettings, FolderSettings } from "../engine/workspace/settings.ts";
import type { ServerSettings } from "./protocol.ts";
import { pathOf } from "./uris.ts";

export const SECTION = "driverlens";

/** What the server itself goes by, beside what the engine does. */
export interface Settings extends EditorSettings {
  readonly shows: Readonly<Record<Shown, boolean>>;
}

/** What is shown beside findings; each is a setting of its own that people turn off. */
type Shown = "hover" | "levelHover" | "inlayHints" | "codeLens" | "completion" | "callHierarchy";

/** Asks the client for the settings of files outside of all folders, and for those of each folder; rejects where it fails. */
export async function fetchSettings(connection: Connection, folders: readonly string[]): Promise<Settings> {
  const items = [{ section: SECTION }, ...folders.map((scopeUri) => ({ scopeUri, section: SECTION }))];
  const answers: readonly unknown[] = await connection.workspace.getConfiguration(items);
  return settingsOf([
    { folder: "", said: answers[0] },
    ...folders.map((uri, index) => ({ folder: pathOf(uri), said: answers[index + 1] })),
  ]);
}

/** The first entry is for everything; `said` is any value. */
export function settingsOf(entries: readonly { readonly folder: string; readonly said: unknown }[]): Settings {
  const general = asObject(entries[0]?.said);
  const folders = entries.map(({ folder, said }) => folderSettings(folder, asObject(said)));
  return {
    enable: general.enable !== false,
    shows: {
      hover: general.hover !== false,
      levelHover: general.levelHover !== false,
      inlayHints: general.inlayHints !== false,
      codeLens: general.codeLens !== false,
      completion: general.completion !== false,
      callHierarchy: general.callHierarchy !== false,
    },
    scope: general.scope === "driver-unit" ? "driver-unit" : "open-files",
    folders: folders.sort((a, b) => a.folder.length - b.folder.length),
  };
}

function folderSettings(folder: string, said: Partial<Record<keyof ServerSettings, unknown>>): FolderSettings {
  const target = typeof said.targetWindows === "string" ? said.targetWindows.trim() : "";
  return {
    folder,
    rules: Object.fromEntries(
      Object.entries(asObject(said.rules)).flatMap(([rule, level]) => {
        const known = LEVELS.find((one) => one === level);
        return known === undefined ? [] : [[rule, known] as const];
      }),
    ),
    targetWindows: target === "" ? undefined : target,
    checkUnknown: UNKNOWN_KINDS.find((kind) => kind === said.checkUnknown) ?? "off",
    // Patterns are relative to a folder; what is outside of all has none.
    exclude: folder === "" ? [] : texts(said.exclude),
    defines: texts(said.defines),
    includeDirectories: texts(said.includeDirectories),
  };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
