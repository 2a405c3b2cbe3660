/**
 * Documents, files, projects, configurations, settings and folders change at random while the server is at work; once it
 * is idle it shows what a server shows that is started then and has known nothing else.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { commands, type ServerSettings } from "../../server/src/lsp/protocol.ts";
import type { TextEdit } from "../../server/src/syntax/document.ts";
import { type Random, seeded } from "../engine/random.ts";
import { randomEdit } from "../engine/random-edits.ts";
import { compile, KMDF, vcxproj } from "../model/unit/memory-tree.ts";
import { root as repository } from "../support/program.ts";
import { Disk, Editor, folderOf } from "./in-process.ts";

const FIRST = Number(process.env.DRIVERLENS_SEED ?? 1);
const SEEDS = Number(process.env.DRIVERLENS_SEEDS ?? 6);
const ROUNDS = 4;
const EVENTS = 25;

it.each(Array.from({ length: SEEDS }, (_, index) => FIRST + index))(
  "after any events (seed %i) the same is shown as by a new server",
  { timeout: 120_000 },
  async (seed) => {
    const session = await RandomSession.start(seeded(seed));
    for (let round = 0; round < ROUNDS; round++) {
      for (let count = 0; count < EVENTS; count++) {
        await session.event();
      }
      await session.compare();
    }
    session.end();
  },
);

const example = (name: string): string =>
  readFileSync(join(repository, "examples/sqlite-driver-wrong", name), "utf8").slice(0, 9_000);

const FILES: Readonly<Record<string, string>> = {
  "/w/one/one.vcxproj": vcxproj(KMDF, compile("driver.c", "memory.c")),
  "/w/one/driver.h": example("driver.h"),
  "/w/one/quirksctl.h": example("quirksctl.h"),
  "/w/one/driver.c": example("driver.c"),
  "/w/one/memory.c": example("memory.c"),
  "/w/two/two.vcxproj": vcxproj(KMDF, compile("entry.c", "..\\one\\memory.c")),
  "/w/two/entry.c":
    '#include "../one/driver.h"\nVOID Entry(VOID)\n{\n    Sleep(QUIRKS_TAG);\n    HeapFree(0, 0, 0);\n}\n',
  "/w/two/deep/loose.c": "#include <ntddk.h>\nVOID Loose(VOID)\n{\n    Sleep(1);\n}\n",
  "/w/app/main.c": "#include <stdio.h>\nint main(void)\n{\n    Sleep(1);\n    return 0;\n}\n",
  "/out/side.c": '#include <ntddk.h>\n#include "side.h"\nVOID Side(VOID)\n{\n    Sleep(SIDE);\n}\n',
  "/out/side.h": "#define SIDE 1\n",
};

/** Files that come and go besides those that are there from the beginning. */
const NEW_FILES = ["/w/one/extra.c", "/w/two/deep/loose.h", "/w/two/.driverlens.json", "/w/.driverlens.json"];

const PROJECTS = [
  vcxproj(KMDF, compile("driver.c", "memory.c")),
  vcxproj(KMDF, compile("driver.c")),
  vcxproj(KMDF, compile("..\\two\\deep\\loose.c", "extra.c", "driver.c", "entry.c")),
  vcxproj({ ConfigurationType: "Application" }, compile("driver.c", "entry.c", "..\\one\\memory.c")),
  vcxproj({ ...KMDF, TargetVersion: "Windows7" }, compile("driver.c", "memory.c", "entry.c")),
];

const CONFIGURATIONS = [
  "{}",
  '{ "rules": { "user-mode-api": "hint", "pool-deprecated": "off" } }',
  '{ "exclude": ["**/loose.c", "memory.c"] }',
  '{ "targetWindows": "8.1", "defines": ["QUIRKS_TAG=5", "DBG=1"] }',
  '{ "overrides": [{ "files": ["*.c"], "kind": "windows-user" }] }',
  '{ "checkUnknown": "windows-kernel" ',
];

const SETTINGS: readonly Partial<ServerSettings>[] = [
  {},
  {},
  { scope: "driver-unit" },
  { rules: { "user-mode-api": "warning" }, scope: "driver-unit" },
  { checkUnknown: "windows-kernel", targetWindows: "10.0.19041" },
  { defines: ["QUIRKS_TAG=7"], exclude: ["deep"] },
  { enable: false },
];

const FOLDERS = [["/w"], ["/w/one"], ["/w/one", "/w/two"], ["/w", "/w/two"], ["/out"], []];

const uriOf = (path: string): string => `file://${path}`;
const isSource = (path: string): boolean => /\.[ch]$/.test(path);

class RandomSession {
  private readonly random: Random;
  private readonly disk: Disk;
  private readonly editor: Editor;
  private folders: readonly string[];
  private readonly documents = new Map<string, TextDocument>();
  private readonly answers: Promise<unknown>[] = [];
  private readonly past: string[] = [];

  static async start(random: Random): Promise<RandomSession> {
    const disk = new Disk(Object.entries(FILES));
    const folders = random.pick(FOLDERS);
    const editor = await Editor.start({ disk, folders, settings: random.pick(SETTINGS) });
    return new RandomSession(random, disk, folders, editor);
  }

  private constructor(random: Random, disk: Disk, folders: readonly string[], editor: Editor) {
    this.random = random;
    this.disk = disk;
    this.folders = folders;
    this.editor = editor;
  }

  end(): void {
    this.editor.end();
  }

  /** Something happens, and the server goes on with its work for a while. */
  async event(): Promise<void> {
    const { random, editor } = this;
    const kind = random.upTo(29);
    if (kind < 13) {
      await this.edit();
    } else if (kind < 17) {
      await this.open();
    } else if (kind < 19) {
      await this.close();
    } else if (kind < 21) {
      await this.save();
    } else if (kind < 25) {
      await this.changeDisk();
    } else if (kind < 26) {
      await this.changeSettings();
    } else if (kind < 27) {
      await this.changeFolders();
    } else {
      this.ask();
    }
    if (random.upTo(2) > 0) {
      await editor.heard();
    }
    editor.pace = random.pick([0.05, 0.5, 2, 6]);
    editor.work(random.upTo(4));
  }

  /** Compares what is shown with what a server shows that comes new to all this. */
  async compare(): Promise<void> {
    const { editor, disk, folders, documents } = this;
    // What a file is by the words in it is asked when its folder is looked through, not with each edit.
    await this.watched([...documents.keys()].map((path) => [path, 1]));
    await editor.idle();
    await Promise.all(this.answers.splice(0));
    await editor.idle();
    const fresh = await Editor.start({ disk, folders, settings: editor.settings });
    for (const document of documents.values()) {
      await fresh.tell("textDocument/didOpen", opening(document));
    }
    await fresh.idle();
    const history = (): string => this.past.slice(-60).join("\n");
    for (const { uri, version } of documents.values()) {
      expect(editor.shown.get(uri)?.version, `${uri}\n${history()}`).toBe(version);
      expect(editor.diagnostics().get(uri), `${uri}\n${history()}`).toEqual(fresh.diagnostics().get(uri));
    }
    for (const one of [editor, fresh]) {
      const check = one.connection.sendRequest("workspace/executeCommand", { command: commands.checkWorkspace });
      await one.idle();
      await check;
    }
    const isKnown = (uri: string): boolean =>
      !uri.endsWith(".json") || folders.some((path) => uri.startsWith(uriOf(path)));
    expect(sorted(editor, isKnown), history()).toEqual(sorted(fresh, isKnown));
    expect(editor.stale).toEqual([]);
    expect(
      editor.log.filter((message) => /failed here|not checked|not looked|should not happen/.test(message)),
    ).toEqual([]);
    fresh.end();
    this.past.push("compared");
  }

  private async open(): Promise<void> {
    const path = this.random.pick([...this.disk.keys(), ...NEW_FILES].filter(isSource));
    if (this.documents.has(path)) {
      return;
    }
    const text = this.disk.get(path) ?? "#include <ntddk.h>\nVOID New(VOID)\n{\n    Sleep(3);\n}\n";
    const document = TextDocument.create(uriOf(path), "c", 1 + this.random.upTo(9), text);
    this.documents.set(path, document);
    this.past.push(`open ${path} ${document.version}`);
    await this.editor.tell("textDocument/didOpen", opening(document));
  }

  private async edit(): Promise<void> {
    const { random } = this;
    if (this.documents.size === 0) {
      return;
    }
    const path = random.pick([...this.documents.keys()]);
    const document = this.documents.get(path) as TextDocument;
    const version = document.version + 1 + random.upTo(3);
    const contentChanges = Array.from({ length: 1 + random.upTo(2) }, () => {
      const { start, oldEnd, text } = atInclude(document.getText(), random) ?? randomEdit(document.getText(), random);
      const range = { start: document.positionAt(start), end: document.positionAt(oldEnd) };
      const whole = TextDocument.applyEdits(document, [{ range, newText: text }]);
      const change = random.upTo(9) === 0 ? { text: whole } : { range: hostile(range, random), text };
      TextDocument.update(document, [change], version);
      return change;
    });
    this.past.push(`edit ${path} ${version} ${JSON.stringify(contentChanges).slice(0, 120)}`);
    await this.editor.tell("textDocument/didChange", { textDocument: { uri: document.uri, version }, contentChanges });
  }

  private async close(): Promise<void> {
    if (this.documents.size > 0) {
      const path = this.random.pick([...this.documents.keys()]);
      this.documents.delete(path);
      this.past.push(`close ${path}`);
      await this.editor.tell("textDocument/didClose", { textDocument: { uri: uriOf(path) } });
      await this.editor.heard();
      this.editor.forgetVersion(uriOf(path));
    }
  }

  private async save(): Promise<void> {
    for (const [path, document] of this.documents) {
      await this.write(path, document.getText());
    }
  }

  private async changeDisk(): Promise<void> {
    const { random, disk } = this;
    const path = random.pick([...Object.keys(FILES), ...NEW_FILES]);
    const what = disk.has(path) ? random.pick(["delete", "rename", "write", "write"]) : "write";
    if (what === "delete") {
      disk.delete(path);
      await this.watched([[path, 3]]);
    } else if (path.endsWith(".vcxproj")) {
      await this.write(path, random.pick(PROJECTS));
    } else if (path.endsWith(".json")) {
      await this.write(path, random.pick(CONFIGURATIONS));
    } else if (what === "rename") {
      const to = random.pick(NEW_FILES.filter(isSource));
      disk.set(to, disk.get(path) ?? "");
      disk.delete(path);
      await this.watched([
        [to, 1],
        [path, 3],
      ]);
    } else {
      const before = disk.get(path) ?? FILES[path] ?? "#include <ntddk.h>\n";
      const { start, oldEnd, text } = randomEdit(before, random);
      await this.write(path, before.slice(0, start) + text + before.slice(oldEnd));
    }
  }

  private async write(path: string, text: string): Promise<void> {
    const type = this.disk.has(path) ? 2 : 1;
    this.disk.set(path, text);
    await this.watched([[path, type]]);
  }

  private watched(changes: readonly (readonly [path: string, type: number])[]): Promise<void> {
    this.past.push(`watched ${JSON.stringify(changes)}`);
    return this.editor.tell("workspace/didChangeWatchedFiles", {
      changes: changes.map(([path, type]) => ({ uri: uriOf(path), type })),
    });
  }

  private async changeSettings(): Promise<void> {
    this.editor.settings = this.random.pick(SETTINGS);
    this.past.push(`settings ${JSON.stringify(this.editor.settings)}`);
    await this.editor.tell("workspace/didChangeConfiguration", { settings: null });
  }

  private async changeFolders(): Promise<void> {
    const folders = this.random.pick(FOLDERS);
    const added = folders.filter((path) => !this.folders.includes(path)).map(folderOf);
    const removed = this.folders.filter((path) => !folders.includes(path)).map(folderOf);
    this.folders = folders;
    this.past.push(`folders ${folders}`);
    await this.editor.tell("workspace/didChangeWorkspaceFolders", { event: { added, removed } });
  }

  /** Questions while it is at work: what they are answered is not looked at, but that they are. */
  private ask(): void {
    const { random, editor } = this;
    if (this.documents.size === 0) {
      return;
    }
    const document = random.pick([...this.documents.values()]);
    const textDocument = { uri: document.uri };
    const position = document.positionAt(random.upTo(document.getText().length));
    const range = { start: position, end: position };
    const context = { diagnostics: [], ...(random.upTo(1) === 0 ? { only: ["source.fixAll"] } : {}) };
    const kind = random.upTo(9);
    this.past.push(`ask ${kind}`);
    const answer =
      kind < 4
        ? editor.connection.sendRequest("textDocument/hover", { textDocument, position })
        : kind < 8
          ? editor.connection.sendRequest("textDocument/codeAction", { textDocument, range, context })
          : editor.connection.sendRequest("workspace/executeCommand", {
              command: random.pick([commands.checkWorkspace, commands.fixWorkspace, commands.fixFile]),
              arguments: [document.uri],
            });
    this.answers.push(answer);
  }
}

/** Now and then the first #include is hidden behind a letter, or comes back: what the file is may hang on it. */
function atInclude(text: string, random: Random): TextEdit | undefined {
  const at = text.search(/^x*#\s*include/m);
  if (at < 0 || random.upTo(5) > 0) {
    return undefined;
  }
  return text[at] === "x" ? { start: at, oldEnd: at + 1, text: "" } : { start: at, oldEnd: at, text: "x" };
}

const opening = (document: TextDocument): object => ({
  textDocument: {
    uri: document.uri,
    languageId: document.languageId,
    version: document.version,
    text: document.getText(),
  },
});

/** A range as careless clients write it: the wrong way round now and then. */
function hostile<T>(range: { readonly start: T; readonly end: T }, random: Random): { start: T; end: T } {
  return random.upTo(9) === 0 ? { start: range.end, end: range.start } : { ...range };
}

/** A line for each diagnostic. */
function sorted(editor: Editor, isKnown: (uri: string) => boolean): readonly string[] {
  return [...editor.diagnostics()]
    .filter(([uri]) => isKnown(uri))
    .flatMap(([uri, diagnostics]) =>
      diagnostics.map(({ range, code, severity, message }) => {
        const { line, character } = range.start;
        return `${uri}:${line}:${character} ${code} ${severity} ${message}`;
      }),
    )
    .sort();
}
