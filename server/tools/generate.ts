// Writes every generated file of the repository; with --check writes nothing and exits 1 naming the stale ones.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { rules } from "../src/rules/index.ts";
import { completeLock } from "./complete-lock.ts";
import { generateConfigSchema } from "./config-schema.ts";
import { completeManifest } from "./extension-settings.ts";
import { generatedFactsFolder, generateFacts } from "./facts/generate-facts.ts";
import { generateGrammars } from "./grammars/generate-grammars.ts";
import { generateRuleDocs, ruleDocsFolder } from "./rule-docs.ts";
import { generateSnippetPage, generateSnippets } from "./snippets.ts";

/** Something that is made from other files of the repository. To add one, append it to `generators`. */
interface Generator {
  readonly name: string;
  /** A folder that holds nothing but this generator's output, so that left-over files can be found. */
  readonly folder?: string;
  /** Path from the repository's root to content. */
  readonly generate: () => ReadonlyMap<string, string>;
}

const generators: readonly Generator[] = [
  {
    name: "facts",
    folder: generatedFactsFolder,
    generate: () => generateFacts(readTable),
  },
  { name: "grammars", generate: () => generateGrammars(readTable) },
  { name: "rule pages", folder: ruleDocsFolder, generate: () => generateRuleDocs(rules) },
  {
    name: "lock file",
    generate: () => new Map([["package-lock.json", completeLock(readFileSync("package-lock.json", "utf8"))]]),
  },
  { name: "snippets", generate: () => generateSnippets(readSources("snippets")) },
  {
    name: "list of snippets",
    generate: () => new Map([["docs/snippets.md", generateSnippetPage(readSources("snippets"))]]),
  },
  { name: "configuration schema", generate: () => generateConfigSchema(rules) },
  {
    name: "extension's settings",
    generate: () => new Map([["package.json", completeManifest(readFileSync("package.json", "utf8"), rules)]]),
  },
];

process.exitCode = run(process.argv.includes("--check") ? "check" : "write");

function run(mode: "check" | "write"): number {
  let stale = 0;
  for (const generator of generators) {
    const files = generator.generate();
    const changed = [...files].filter(([path, content]) => readText(path) !== content).map(([path]) => path);
    const leftOver = listFolder(generator.folder).filter((path) => !files.has(path));
    stale += changed.length + leftOver.length;
    if (mode === "write") {
      for (const path of changed) write(path, files.get(path) ?? "");
      for (const path of leftOver) rmSync(path);
    }
    for (const path of changed) console.log(`${generator.name}: ${mode === "check" ? "stale" : "written"} ${path}`);
    for (const path of leftOver)
      console.log(`${generator.name}: ${mode === "check" ? "left over" : "removed"} ${path}`);
  }
  if (mode === "check" && stale > 0) console.log("run `npm run generate`");
  return mode === "check" && stale > 0 ? 1 : 0;
}

/** The texts of the files in a folder's folders, by path. */
function readSources(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => listFolder(`${folder}/${name}`));
  return new Map(paths.map((path) => [path, readText(path) ?? ""]));
}

function readTable(name: string): string {
  return readFileSync(join("server/data", `${name}.tsv`), "utf8");
}

function readText(path: string): string | undefined {
  // A checkout with CRLF line ends is not stale.
  return existsSync(path) ? readFileSync(path, "utf8").replace(/\r\n/g, "\n") : undefined;
}

function listFolder(folder: string | undefined): string[] {
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder).map((file) => `${folder}/${file}`);
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
