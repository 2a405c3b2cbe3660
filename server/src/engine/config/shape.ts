/**
 * The one description of `.driverlens.json`: the reader checks a file against it and the JSON schema for editors is
 * made from it.
 */

export type Shape =
  | { readonly type: "text"; readonly describe: string; readonly example?: string }
  | { readonly type: "count"; readonly describe: string; readonly least: number; readonly example: number }
  | { readonly type: "choice"; readonly describe: string; readonly values: readonly string[] }
  | { readonly type: "list"; readonly describe: string; readonly items: Shape }
  | { readonly type: "levels"; readonly describe: string }
  | { readonly type: "object"; readonly describe: string; readonly fields: Readonly<Record<string, Shape>> };

/** What a rule's findings can be made. */
export const LEVELS = ["off", "hint", "warning", "error"] as const;

/** What the code of a file can be told to be. */
export const KINDS = ["windows-kernel", "windows-user", "linux-kernel", "linux-user"] as const;

/** What files that no project explains can be taken for. */
export const UNKNOWN_KINDS = ["off", "windows-kernel", "linux-kernel"] as const;

const rules: Shape = {
  type: "levels",
  describe:
    "Level of each rule's findings. Rules are named by their id, by an equivalent (C28147, cpp/drivers/default-pool-tag) or all together by *; within one file the more exact name wins, and a file further down wins over this one.",
};

const targetWindows: Shape = {
  type: "text",
  describe: "The oldest Windows version the driver has to load on. Without it the project file is asked.",
  example: "10.0.19041",
};

const stackFrameLimit: Shape = {
  type: "count",
  describe:
    "How many bytes of the stack a function's variables may take before large-stack-frame speaks; 1024 in Windows drivers and 2048 in Linux modules unless told.",
  least: 64,
  example: 2048,
};

const patterns = (describe: string): Shape => ({
  type: "list",
  describe,
  items: { type: "text", describe: "A pattern as in .gitignore, relative to this file's folder.", example: "tests/**" },
});

export const CONFIG_SHAPE = {
  type: "object",
  describe: "Settings of driverlens for this folder and those below it; a file further down wins key by key.",
  fields: {
    $schema: { type: "text", describe: "Where this file's schema stands; for editors alone." },
    rules,
    targetWindows,
    stackFrameLimit,
    checkUnknown: {
      type: "choice",
      describe: "What to take files for that no project file explains. Off leaves them unchecked.",
      values: UNKNOWN_KINDS,
    },
    exclude: patterns("Files and folders that are not checked; a pattern with ! takes one back in."),
    defines: {
      type: "list",
      describe: "Macros that are defined beside those of the project file.",
      items: { type: "text", describe: "NAME or NAME=value.", example: "DBG=1" },
    },
    includeDirectories: {
      type: "list",
      describe: "Folders in which headers are looked for beside those of the project file.",
      items: { type: "text", describe: "A folder, relative to this file's.", example: "../inc" },
    },
    overrides: {
      type: "list",
      describe: "Settings for some files; later entries win over earlier ones and over the settings above.",
      items: {
        type: "object",
        describe: "Settings for the files that `files` names.",
        fields: {
          files: patterns("The files that this entry is about."),
          rules,
          targetWindows,
          stackFrameLimit,
          kind: { type: "choice", describe: "What the code of these files is.", values: KINDS },
        },
      },
    },
  },
} as const satisfies Shape;
