/** What an editor's user has set, and how it stands under the configuration files of the project. */
import type { ConfigFile, Level, UnknownKind } from "../config/read.ts";

/** Settings of one folder, of its files where no `.driverlens.json` says otherwise. */
export interface FolderSettings {
  /** The folder, as `FileTree` spells paths; "" stands for all files. */
  readonly folder: string;
  readonly rules: Readonly<Record<string, Level>>;
  readonly targetWindows: string | undefined;
  readonly checkUnknown: UnknownKind;
  readonly exclude: readonly string[];
  readonly defines: readonly string[];
  readonly includeDirectories: readonly string[];
}

export interface EditorSettings {
  readonly enable: boolean;
  /** Which files have findings without being asked for. */
  readonly scope: "open-files" | "driver-unit";
  /** Outer folders before those inside them. */
  readonly folders: readonly FolderSettings[];
}

/** The folder's settings as the outermost layer of the configuration. */
export function configBase({ folder, targetWindows, ...rest }: FolderSettings): {
  readonly folder: string;
  readonly config: ConfigFile;
  readonly targetSaidBy: string;
} {
  return {
    folder,
    config: targetWindows === undefined ? rest : { ...rest, targetWindows },
    targetSaidBy: "the setting driverlens.targetWindows",
  };
}
