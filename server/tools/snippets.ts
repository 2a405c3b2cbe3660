/**
 * Makes the editor's snippet files of the sources in `snippets/`, and the page that lists them: `windows/driver-entry.c` is C
 * with placeholders and a comment at its head, and becomes an entry of `windows-c.json` and `windows-cpp.json`. To add a
 * snippet, add a source.
 */

/** A snippet as its source has it. */
export interface Snippet {
  /** What is typed: `kd-driver-entry`. */
  readonly prefix: string;
  /** What a list of snippets shows. */
  readonly title: string;
  readonly description: string;
  /** One of `topics`. */
  readonly topic: string;
  /** Languages of the editor that it is offered in: `c`, `cpp`. */
  readonly languages: readonly string[];
  /** What a source includes before it beyond its platform's first header: `fltKernel.h`. Says what kind of driver it is for. */
  readonly includes: readonly string[];
  /** What a driver has around it, by the name of a file in test/snippets/needs/<folder>. */
  readonly needs: readonly string[];
  /** With placeholders `${1:Name}`, `${2|one,other|}` and `$0`; else as the language has it. */
  readonly body: string;
}

/** What snippets are about, in the order of the page that lists them. */
const topics: readonly string[] = [
  "Entry and devices",
  "Dispatch routines",
  "Requests",
  "Control codes",
  "User memory",
  "Deferred work",
  "Locks and waiting",
  "Lists and tables",
  "Memory",
  "Handles, registry and files",
  "Notifications of the system",
  "Strings and tracing",
  "Minifilter",
  "WDF",
  "SQLite",
  "Language runtime",
  "Sections of an INF",
];

/** Folders of `snippets/`: what they are for, and the languages of the editor by the ends of their sources' names. */
const folders: Readonly<Record<string, { title: string; languages: Readonly<Record<string, readonly string[]>> }>> = {
  windows: { title: "Windows drivers", languages: { c: ["c", "cpp"], cpp: ["cpp"] } },
  linux: { title: "Linux modules", languages: { c: ["c"] } },
  rust: { title: "Windows drivers in Rust", languages: { rs: ["rust"] } },
  inf: { title: "INF files", languages: { inf: ["inf"] } },
};

/** The comment at a source's head and what comes after it, and what a line of the comment begins with, by the name's end. */
const block = { head: /^\/\*\n([\s\S]*?)\n \*\/\n([\s\S]*)$/, begin: /^ \* ?/ };
const heads: Readonly<Record<string, { head: RegExp; begin: RegExp }>> = {
  c: block,
  cpp: block,
  // Lines, and an empty one behind them: what a snippet says about its first line is no part of it.
  rs: { head: /^((?:\/\/.*\n)+)\n([\s\S]*)$/, begin: /^\/\/ ?/ },
  inf: { head: /^((?:;.*\n)+)\n([\s\S]*)$/, begin: /^; ?/ },
};

/**
 * Reads a source. At its head stands a comment of the language with lines such as `prefix: kd-driver-entry`; one that names
 * no key goes on with the line before it.
 * @param path such as `snippets/windows/driver-entry.c`
 * @throws where something is missing, is unknown, or a placeholder has two defaults
 */
export function readSnippet(path: string, text: string): Snippet {
  const end = path.slice(path.lastIndexOf(".") + 1);
  const { head, begin } = heads[end] ?? block;
  const [, comment = "", body = ""] = head.exec(text) ?? [];
  const keys = new Map<string, string>();
  let last = "";
  for (const line of comment.split("\n").map((each) => each.replace(begin, ""))) {
    const [, key, value = ""] = /^(prefix|title|description|topic|languages|includes|needs): (.*)$/.exec(line) ?? [];
    last = key ?? last;
    keys.set(last, key === undefined ? `${keys.get(last) ?? ""} ${line.trim()}`.trimEnd() : value);
  }
  const get = (key: string): string => {
    const value = keys.get(key);
    if (value === undefined) throw new Error(`${path}: the comment at its head has no "${key}: ..."`);
    return value;
  };
  const words = (key: string): readonly string[] | undefined => keys.get(key)?.split(/,\s*/);
  const languages = words("languages") ?? folders[folderOf(path)]?.languages[end];
  if (languages === undefined) throw new Error(`${path}: name the languages that it is for`);
  const snippet = {
    prefix: get("prefix"),
    title: get("title"),
    description: get("description"),
    topic: get("topic"),
    languages,
    includes: words("includes") ?? [],
    needs: words("needs") ?? [],
    body: body.trim(),
  };
  if (!topics.includes(snippet.topic)) throw new Error(`${path}: "${snippet.topic}" is none of the topics`);
  checkPlaceholders(path, snippet.body);
  return snippet;
}

/**
 * The text that is inserted where nobody changes a placeholder.
 * @param choice which of choices is taken; the last where there are fewer. The editor takes the first, 0.
 */
export function expanded(body: string, choice = 0): string {
  return body.replace(placeholder, (_, _number, name: string | undefined, choices = "") => {
    const offered = choices.split(",");
    return name ?? offered[Math.min(choice, offered.length - 1)] ?? "";
  });
}

/** How many choices there are where there are most; 1 where there are none. */
export function choicesIn(body: string): number {
  const numbers = [...body.matchAll(placeholder)].map(([, , , choices = ""]) => choices.split(",").length);
  return Math.max(1, ...numbers);
}

/**
 * The snippet files by their path.
 * @param sources texts by path, such as `snippets/windows/driver-entry.c`
 */
export function generateSnippets(sources: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const files = new Map<string, Record<string, unknown>>();
  for (const [path, { prefix, title, languages, body, ...about }] of inOrder(sources)) {
    const description = described(about);
    for (const language of languages) {
      const file = `snippets/${folderOf(path)}-${language}.json`;
      const entries = files.get(file) ?? {};
      if (entries[title] !== undefined) throw new Error(`${path}: another snippet has the title "${title}"`);
      files.set(file, { ...entries, [title]: { prefix, description, body: inEditor(body).split("\n") } });
    }
  }
  return new Map([...files].map(([path, entries]) => [path, `${JSON.stringify(entries, undefined, 2)}\n`]));
}

/** The page that lists them for readers, and how many there are of each topic. */
export function generateSnippetPage(sources: ReadonlyMap<string, string>): string {
  const all = inOrder(sources).map(([path, snippet]) => ({ folder: folderOf(path), ...snippet }));
  const shown = Object.entries(folders).filter(([name]) => all.some(({ folder }) => folder === name));
  const count = (number: number): string => (number === 0 ? "" : String(number));
  const numbers = [...topics, undefined].map((topic) => {
    const ofTopic = all.filter((each) => topic === undefined || each.topic === topic);
    const cells = shown.map(([name]) => count(ofTopic.filter(({ folder }) => folder === name).length));
    return { any: ofTopic.length > 0, row: [topic ?? "All", ...cells] };
  });
  const lists = shown.map(([name, { title }]) => {
    const tables = topics.map((topic) => {
      const rows = all
        .filter((each) => each.folder === name && each.topic === topic)
        .map((each) => [
          `\`${each.prefix}\``,
          `**${each.title}**: ${described(each)}`.replaceAll("|", "\\|"),
          each.languages.map((language) => languageNames[language] ?? language).join(", "),
        ]);
      return rows.length === 0 ? "" : `### ${topic}\n\n${table(["Prefix", "What it is", "In"], rows)}\n`;
    });
    return `## ${title}\n\n${tables.filter((text) => text !== "").join("\n")}`;
  });
  const introduction =
    "Type a prefix in a source, or `kd-` for all of them, and choose one of the list; Tab goes from one of its names to the\n" +
    "next. Each is one idea, with its error paths. Each is compiled with what it says where no name is changed, and driverlens\n" +
    "finds nothing in it.";
  const summary = table(
    ["", ...shown.map(([, { title }]) => title)],
    numbers.filter(({ any }) => any).map(({ row }) => row),
  );
  return `# Snippets\n\n${introduction}\n\n${summary}\n\n${lists.join("\n")}`;
}

/** With the headers that who inserts it has to include, too. */
const described = ({ description, includes }: Pick<Snippet, "description" | "includes">): string =>
  includes.length === 0 ? description : `${description} (${includes.join(", ")})`;

const languageNames: Readonly<Record<string, string>> = { c: "C", cpp: "C++", rust: "Rust", inf: "INF" };

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** What is read of sources, by path and in its order. */
function inOrder(sources: ReadonlyMap<string, string>): readonly (readonly [string, Snippet])[] {
  return [...sources]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => [path, readSnippet(path, text)] as const);
}

/** `windows` of `snippets/windows/driver-entry.c`. */
const folderOf = (path: string): string => path.split("/").at(-2) ?? "";

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
