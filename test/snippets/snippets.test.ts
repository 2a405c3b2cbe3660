/**
 * What holds for the snippets of all folders, and how the editor's files and the list of them are made. That those of a
 * folder compile, and that driverlens finds nothing in them, is said by the test that has the folder's name.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { expanded, generateSnippetPage, generateSnippets, readSnippet } from "../../server/tools/snippets.ts";
import { type Folder, folders, snippetsOf } from "./sources.ts";

/** What is typed for a source: where two folders are for one language, the first of them has the short names. */
const begins: Readonly<Record<Folder, string>> = { windows: "kd-", linux: "kd-linux-", rust: "kd-", inf: "kd-" };

/** How far a line may go, and what it is set in with. Tabs are eight columns wide. */
const layouts: Readonly<Record<Folder, { columns: number; tabs: "tabs" | "no tabs" }>> = {
  windows: { columns: 120, tabs: "no tabs" },
  linux: { columns: 100, tabs: "tabs" },
  rust: { columns: 120, tabs: "no tabs" },
  inf: { columns: 120, tabs: "no tabs" },
};

const snippets = folders.flatMap(snippetsOf);

/** A snippet file of the editor. */
type EditorFile = Readonly<Record<string, { prefix: string; description: string; body: readonly string[] }>>;
const editorFile = (path: string): EditorFile => JSON.parse(readFileSync(path, "utf8"));

/** What the editor inserts for the body of a snippet, by its grammar, where nobody changes a placeholder. */
function insertedBy(body: readonly string[]): string {
  const defaults = new Map<string, string>();
  return body
    .join("\n")
    .replace(
      /\\([\\$}])|\$\{(\d+):([^{}$\\]*)\}|\$\{(\d+)\|([^{}$\\|]*)\|\}|\$\{(\d+)\}|\$(\d+)|(\$\{?\w+)/g,
      (_, character, named, name, chosen, choices, again, stop, variable) => {
        if (variable !== undefined) throw new Error(`${variable} is a variable of the editor`);
        if (character !== undefined) return character;
        if (named !== undefined) defaults.set(named, name);
        if (chosen !== undefined) defaults.set(chosen, choices.split(",")[0]);
        return defaults.get(named ?? chosen ?? again ?? stop) ?? "";
      },
    );
}

describe("snippets", () => {
  it("have prefixes and titles of their own in each language", () => {
    for (const language of new Set(snippets.flatMap(({ languages }) => languages))) {
      const offered = snippets.filter(({ languages }) => languages.includes(language));
      expect(new Set(offered.map(({ prefix }) => prefix)).size).toBe(offered.length);
      expect(new Set(offered.map(({ title }) => title)).size).toBe(offered.length);
    }
  });

  it("are found under their sources' names", () => {
    expect(snippets.map(({ prefix }) => prefix)).toEqual(
      snippets.map(({ folder, name }) => `${begins[folder]}${name}`),
    );
  });

  it.each(snippets)(
    "$folder: $prefix is written as drivers here are",
    ({ folder, prefix, title, description, text }) => {
      const { columns, tabs } = layouts[folder];
      expect(text).toMatch(/^[\t\n -~]*$/);
      expect(text).not.toMatch(/[ \t]$/m);
      expect(text).not.toMatch(tabs === "tabs" ? /^ {8}/m : /\t/);
      const isLong = (line: string): boolean => line.replaceAll("\t", " ".repeat(8)).length > columns;
      expect(expanded(text).split("\n").filter(isLong)).toEqual([]);
      expect(prefix).toMatch(/^kd-[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(title).not.toMatch(/\.$/);
      expect(description).not.toMatch(/\.$/);
      // What a list of suggestions shows beside it without a break.
      expect(description.length).toBeLessThanOrEqual(140);
    },
  );

  it("are inserted by the editor as they are tested here", () => {
    for (const { folder, path, title, body, languages } of snippets) {
      for (const language of languages) {
        const entry = editorFile(`snippets/${folder}-${language}.json`)[title];
        expect(insertedBy(entry?.body ?? []), path).toBe(expanded(body));
      }
    }
  });

  it("have nothing around them that none needs", () => {
    for (const folder of folders) {
      const path = `test/snippets/needs/${folder}`;
      const there = existsSync(path) ? readdirSync(path).filter((name) => !name.endsWith(".tmh")) : [];
      const needed = new Set(snippets.filter((each) => each.folder === folder).flatMap(({ needs }) => needs));
      expect(new Set(there.map((name) => name.replace(/\..*$/, "")))).toEqual(needed);
    }
  });

  it("are contributed, each of them", () => {
    const manifest = JSON.parse(readFileSync("package.json", "utf8"));
    const made = readdirSync("snippets").filter((name) => name.endsWith(".json"));
    const contributed: readonly { language: string; path: string }[] = manifest.contributes.snippets;
    expect(contributed.map(({ path }) => path).sort()).toEqual(made.map((name) => `./snippets/${name}`).sort());
    expect(contributed.filter(({ language, path }) => !path.endsWith(`-${language}.json`))).toEqual([]);
  });

  it("are listed, each of them", () => {
    const page = readFileSync("docs/snippets.md", "utf8");
    expect(snippets.filter(({ prefix }) => !page.includes(`| \`${prefix}\` |`))).toEqual([]);
  });
});

describe("snippet files", () => {
  const keys = ["prefix: kd-a", "title: A", "topic: Memory", "description: What it is", "    and more"];
  const head = (...more: readonly string[]) => `/*\n${[...keys, ...more].map((line) => ` * ${line}\n`).join("")} */\n`;

  it("hold what the editor reads", () => {
    const source = String.raw`VOID ~{1:Name}(VOID)
{
    Say("\t$x", ~{2|A,B|}, ~{1:Name});
    $0
}
`;
    const text = `${head("languages: c", "includes: ntifs.h, sqlite3.h")}${source.replaceAll("~", "$")}`;
    const files = generateSnippets(new Map([["snippets/x/a.c", text]]));
    expect([...files.keys()]).toEqual(["snippets/x-c.json"]);
    const body = ["VOID ~{1:Name}(VOID)", "{", String.raw`    Say("\\t\$x", ~{2|A,B|}, ~{1});`, "    $0", "}"];
    expect(JSON.parse(files.get("snippets/x-c.json") ?? "")).toEqual({
      A: {
        prefix: "kd-a",
        description: "What it is and more (ntifs.h, sqlite3.h)",
        body: body.map((line) => line.replaceAll("~", "$")),
      },
    });
    expect(expanded(readSnippet("a.c", text).body)).toBe(
      ["VOID Name(VOID)", "{", String.raw`    Say("\t$x", A, Name);`, "    ", "}"].join("\n"),
    );
  });

  it.each([
    [
      "snippets/rust/a.rs",
      "//",
      "rust",
      "// Says $x.",
      'macro_rules! say { ($x:expr) => { f!("{}", $x, $crate::A) } }',
    ],
    ["snippets/inf/a.inf", ";", "inf", "; Of the driver.", 'Signature = "$WINDOWS NT$"\nCatalogFile = %Name%.cat'],
  ])("are made of %s, which has comments of its own", (path, mark, language, comment, code) => {
    const text = `${keys.map((line) => `${mark} ${line}\n`).join("")}\n${comment}\n${code}\n`;
    const { description, languages, body } = readSnippet(path, text);
    expect({ description, languages, body }).toEqual({
      description: "What it is and more",
      languages: [language],
      body: `${comment}\n${code}`,
    });
    const [made] = generateSnippets(new Map([[path, text]])).values();
    expect(insertedBy(JSON.parse(made ?? "{}").A.body)).toBe(body);
  });

  it.each([
    ["VOID f(VOID);", "no comment", /has no "prefix/],
    [head().replace("Memory", "Melodies"), "a topic that is none", /"Melodies" is none/],
    [`${head()}\${2:Name}`, "a number left out", /comes before placeholder 1/],
    [`${head()}\${1:Name} \${1:Other}`, "two defaults", /two defaults/],
    [`${head()}$0 $0`, "two ends", /more than once/],
    [`${head()}\${1:{}}`, "a default that is no word", /not written as/],
    [`${head()}$1`, "no default", /not written as/],
  ])("are not made of %j: %s", (text, _what, message) => {
    expect(() => readSnippet("snippets/windows/a.c", text)).toThrow(message);
  });

  it("are counted by topic on the page that lists them", () => {
    const rust = keys.map((line) => `// ${line.replace("kd-a", "kd-b").replace("What", "|What|")}\n`).join("");
    const page = generateSnippetPage(
      new Map([
        ["snippets/windows/a.c", head()],
        ["snippets/rust/b.rs", `${rust}\nfn b() {}\n`],
      ]),
    );
    expect(page).toContain("| Memory | 1 | 1 |\n| All | 1 | 1 |\n");
    expect(page).toContain(
      "### Memory\n\n| Prefix | What it is | In |\n| --- | --- | --- |\n| `kd-a` | **A**: What it is",
    );
    expect(page).toContain("| `kd-b` | **A**: \\|What\\| it is and more | Rust |\n");
  });
});
