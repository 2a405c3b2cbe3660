/** The `--format json` output of commands that read one file: one object in a versioned shape for scripts. */

export interface JsonSettings {
  /** Of driverlens. */
  readonly version: string;
  /** As given. */
  readonly file: string;
}

/** @param content fields behind those that all have */
export function fileJson({ version, file }: JsonSettings, content: Readonly<Record<string, unknown>>): string {
  const tool = { name: "driverlens", version };
  return `${visibleJson(JSON.stringify({ version: 1, tool, file, ...content }, null, 2))}\n`;
}

/** JSON that means the same, in which nothing steers a terminal or turns its text around. */
function visibleJson(json: string): string {
  return json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (char) =>
    Array.from({ length: char.length }, (_, unit) => `\\u${char.charCodeAt(unit).toString(16).padStart(4, "0")}`).join(
      "",
    ),
  );
}
