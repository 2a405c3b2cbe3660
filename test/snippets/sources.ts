/** The sources of the snippets as tests of all folders read them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expanded, readSnippet, type Snippet } from "../../server/tools/snippets.ts";

export type Folder = "windows" | "linux" | "rust" | "inf";
export const folders: readonly Folder[] = ["windows", "linux", "rust", "inf"];

export interface SnippetSource extends Snippet {
  readonly folder: Folder;
  /** `snippets/windows/driver-entry.c`. */
  readonly path: string;
  /** `driver-entry`. */
  readonly name: string;
  /** All that is in the file. */
  readonly text: string;
}

/** The snippets of a folder, in the order of their names; none where there is no folder. */
export function snippetsOf(folder: Folder): readonly SnippetSource[] {
  if (!existsSync(`snippets/${folder}`)) return [];
  return readdirSync(`snippets/${folder}`).map((file) => {
    const path = `snippets/${folder}/${file}`;
    const text = readFileSync(path, "utf8");
    return { folder, path, name: file.replace(/\..*$/, ""), text, ...readSnippet(path, text) };
  });
}

/**
 * A source with the snippet in it as it is where nobody changes a placeholder. Before it stand the texts of test/snippets/needs
 * that it names, in its order; or around it, where one of them has a line with the comment "here".
 *
 * @param head what the source begins with
 * @param choice which of choices is taken
 */
export function sourceWith({ folder, path, needs, body }: SnippetSource, head: string, choice = 0): string {
  const end = folder === "windows" || folder === "linux" ? "h" : path.slice(path.lastIndexOf(".") + 1);
  const around = needs.map((name) =>
    readFileSync(join(import.meta.dirname, "needs", folder, `${name}.${end}`), "utf8"),
  );
  const text = [head, ...around].join("\n");
  const here = /^([ \t]*)(?:\/[/*]|;) here(?: \*\/)?$/m;
  if (!here.test(text)) return `${text}\n${expanded(body, choice)}\n`;
  return text.replace(here, (_, indent: string) => expanded(body, choice).replace(/^(?=.)/gm, indent));
}
