/**
 * Makes the editor's snippet files of the sources in `snippets/`: `windows/entry.c` is C with placeholders and a comment at
 * its head, and becomes an entry of `windows-c.json` and `windows-cpp.json`. To add a snippet, add a source.
 */

/** A snippet as its source has it. */
export interface Snippet {
  /** What is typed: `kd-driver-entry`. */
  readonly prefix: string;
  /** What a list of snippets shows. */
  readonly title: string;
  readonly description: string;
  /** Languages of the editor that it is offered in: `c`, `cpp`. */
  readonly languages: readonly string[];
  /** Declarations that a driver has before it, by the name of a file in test/snippets/needs. */
  readonly needs: readonly string[];
  /** With placeholders `${1:Name}`, `${2|one,other|}` and `$0`; else as the language has it. */
  readonly body: string;
}

const defaultLanguages: Readonly<Record<string, readonly string[]>> = { c: ["c", "cpp"], cpp: ["cpp"] };

/**
 * Reads a source. At its head stands a comment with lines such as `prefix: kd-driver-entry`; one that names no key goes on
 * with the line before it.
 * @throws where something is missing, is unknown, or a placeholder has two defaults
 */
export function readSnippet(path: string, text: string): Snippet {
  const [, comment = "", body = ""] = /^\/\*\n([\s\S]*?)\n \*\/\n([\s\S]*)$/.exec(text) ?? [];
  const keys = new Map<string, string>();
  let last = "";
  for (const line of comment.split("\n").map((each) => each.replace(/^ \* ?/, ""))) {
    const [, key, value = ""] = /^(prefix|title|description|languages|needs): (.*)$/.exec(line) ?? [];
    last = key ?? last;
    keys.set(last, key === undefined ? `${keys.get(last) ?? ""} ${line.trim()}` : value);
  }
  const get = (key: string): string => {
    const value = keys.get(key);
    if (value === undefined) throw new Error(`${path}: the comment at its head has no "${key}: ..."`);
    return value;
  };
  const words = (key: string): readonly string[] | undefined => keys.get(key)?.split(/,\s*/);
  const languages = words("languages") ?? defaultLanguages[path.slice(path.lastIndexOf(".") + 1)];
  if (languages === undefined) throw new Error(`${path}: name the languages that it is for`);
  const snippet = {
    prefix: get("prefix"),
    title: get("title"),
    description: get("description"),
    languages,
    needs: words("needs") ?? [],
    body: body.trim(),
  };
  checkPlaceholders(path, snippet.body);
  return snippet;
}

/** The text that is inserted where nobody changes a placeholder: of choices the first. */
export function expanded(body: string): string {
  return body.replace(
    placeholder,
    (_, _number, name: string | undefined, choices: string | undefined) => name ?? choices?.split(",")[0] ?? "",
  );
}

/**
 * The snippet files by their path.
 * @param sources texts by path, such as `snippets/windows/entry.c`
 */
export function generateSnippets(sources: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const files = new Map<string, Record<string, unknown>>();
  for (const [path, text] of [...sources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { prefix, title, description, languages, body } = readSnippet(path, text);
    const folder = path.slice(0, path.lastIndexOf("/"));
    for (const language of languages) {
      const file = `${folder}-${language}.json`;
      const entries = files.get(file) ?? {};
      if (entries[title] !== undefined) throw new Error(`${path}: another snippet has the title "${title}"`);
      files.set(file, { ...entries, [title]: { prefix, description, body: inEditor(body).split("\n") } });
    }
  }
  return new Map([...files].map(([path, entries]) => [path, `${JSON.stringify(entries, undefined, 2)}\n`]));
}

/** `${1:Name}`, `${2|one,other|}`, `$0`. */
const placeholder = /\$\{(\d+)(?::([^{}$\\|]*)|\|([^{}$\\|]+)\|)\}|\$0(?!\d)/g;

/** As the editor reads it: backslashes and dollars of the language escaped, a placeholder's default said once. */
function inEditor(body: string): string {
  const seen = new Set<string>();
  let at = 0;
  let text = "";
  for (const match of body.matchAll(placeholder)) {
    const [whole, number] = match;
    text += escaped(body.slice(at, match.index));
    text += number !== undefined && seen.has(number) ? `\${${number}}` : whole;
    seen.add(number ?? "0");
    at = match.index + whole.length;
  }
  return text + escaped(body.slice(at));
}

const escaped = (text: string): string => text.replace(/[\\$]/g, "\\$&");

function checkPlaceholders(path: string, body: string): void {
  const defaults = new Map<string, string>();
  let ends = 0;
  for (const [whole, number] of body.matchAll(placeholder)) {
    if (number === undefined) {
      ends++;
      continue;
    }
    if (!defaults.has(number) && number !== String(defaults.size + 1)) {
      throw new Error(`${path}: ${whole} comes before placeholder ${defaults.size + 1}`);
    }
    if ((defaults.get(number) ?? whole) !== whole) {
      throw new Error(`${path}: ${whole} and ${defaults.get(number)} are one placeholder with two defaults`);
    }
    defaults.set(number, whole);
  }
  if (ends > 1) throw new Error(`${path}: $0 stands more than once`);
  const rest = body.replace(placeholder, "");
  if (rest.includes("${") || /\$\d/.test(rest)) throw new Error(`${path}: a placeholder is not written as \${1:Name}`);
}
