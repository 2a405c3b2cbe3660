/** Files of a driver are edited at random over the protocol; what is published in the end is what a fresh check finds. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Random, seeded } from "../engine/random.ts";
import { randomEdit } from "../engine/random-edits.ts";
import { driverlens, folder, root as repository } from "../support/program.ts";
import { Client, uriOf } from "./client.ts";

const EXAMPLE = join(repository, "examples/sqlite-driver-wrong");
const ROUNDS = 6;
const EDITS = 40;

interface JsonFinding {
  readonly path: string;
  readonly rule: string;
  readonly severity: string;
  readonly line: number;
  readonly column: number;
}

it("what is published equals a fresh check", async () => {
  const files = readdirSync(EXAMPLE).filter((name) => /\.(?:[ch]|vcxproj)$/.test(name));
  const root = folder(Object.fromEntries(files.map((name) => [name, readFileSync(join(EXAMPLE, name))])));
  const sources = files.filter((name) => /\.[ch]$/.test(name));
  const random = seeded(20261121);
  const client = await Client.start({ folders: [root] });
  const documents = new Map<string, TextDocument>();
  for (const name of sources) {
    const document = TextDocument.create(uriOf(join(root, name)), "c", 1, readFileSync(join(root, name), "utf8"));
    documents.set(name, document);
    await client.open(document.uri, document.getText());
  }
  let found = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (let count = 0; count < EDITS; count++) {
      const document = documents.get(random.pick(sources));
      if (document !== undefined) {
        await edit(client, document, random);
      }
    }
    await settle(client, documents);
    for (const [name, document] of documents) {
      writeFileSync(join(root, name), document.getText());
    }
    const expected = fresh(root);
    found += expected.length;
    expect(published(client, documents), `round ${round}`).toEqual(expected);
  }
  expect(found).toBeGreaterThan(10 * ROUNDS);
});

async function edit(client: Client, document: TextDocument, random: Random): Promise<void> {
  const { start, oldEnd, text } = randomEdit(document.getText(), random);
  // The protocol has no place between the two units of a line end.
  const range = { start: document.positionAt(start), end: document.positionAt(oldEnd) };
  const version = await client.change(document.uri, { range, text });
  TextDocument.update(document, [{ range, text }], version);
}

/** Until each document is as the server has checked it: an action is answered no sooner. */
async function settle(client: Client, documents: ReadonlyMap<string, TextDocument>): Promise<void> {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  for (;;) {
    const before = client.published.length;
    for (const { uri } of documents.values()) {
      await client.actions(uri, range);
    }
    if (client.published.length === before) {
      return;
    }
  }
}

const SEVERITIES = ["", "error", "warning", "hint"];

function published(client: Client, documents: ReadonlyMap<string, TextDocument>): readonly string[] {
  return [...documents]
    .flatMap(([name, { uri }]) =>
      client
        .shown(uri)
        .map(({ range, code, severity }) =>
          [name, range.start.line + 1, range.start.character + 1, code, SEVERITIES[severity ?? 0]].join(" "),
        ),
    )
    .sort();
}

function fresh(root: string): readonly string[] {
  const { stdout } = driverlens(["check", ".", "--format", "json", "--exit-zero", "--jobs", "1"], { cwd: root });
  const { findings } = JSON.parse(stdout) as { findings: readonly JsonFinding[] };
  return findings
    .map(({ path, line, column, rule, severity }) => [path, line, column, rule, severity].join(" "))
    .sort();
}
