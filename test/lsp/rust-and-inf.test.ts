/** Crates of Rust and INF files in an editor: beside C, and at no cost to who has none. */
import { describe, expect, it, onTestFinished } from "vitest";
import { lateParser } from "../../server/src/engine/grammars.ts";
import type { EngineParts } from "../../server/src/engine/unit-session.ts";
import { type FileStatus, fileStatusNotification } from "../../server/src/lsp/protocol.ts";
import { defineRule } from "../../server/src/rules/rule.ts";
import { parts } from "../support/engine.ts";
import { Disk, Editor } from "./in-process.ts";

const docs = { summary: "A test's", why: "The test says so.", bad: "", good: "", references: [] };
const base = { severity: "warning", platforms: ["windows-kernel"], equivalents: [], docs } as const;

const rules = [
  defineRule({
    id: "rust-probe",
    ...base,
    *checkRustFunction(fn) {
      if (fn.name.startsWith("bad")) {
        const at = fn.place(fn.syntax.nameSpan);
        const fix = { title: "Rename it", edits: [{ at, text: "good" }], preferred: true };
        yield { at, message: `${fn.name} is bad`, advice: "Rename it", fixes: [fix] };
      }
    },
    *checkCrate({ manifest }) {
      for (const { panic } of manifest?.profiles ?? []) {
        if (panic?.value === "unwind") {
          yield { at: panic.place, message: "it unwinds", advice: "Abort" };
        }
      }
    },
  }),
  defineRule({
    id: "inf-probe",
    ...base,
    *checkInf({ syntax, place }) {
      for (const { name, nameSpan } of syntax.sections) {
        if (name === "Bad") {
          yield { at: place(nameSpan), message: "bad", advice: "Do not" };
        }
      }
    },
  }),
];

const MANIFEST = '[package]\nname = "d"\n[dependencies]\nwdk-sys = "0.4"\n[profile.dev]\npanic = "unwind"\n';
const LIB = "#![no_std]\nmod device;\n\nfn bad_one() {}\n";
const FILES = {
  "/w/Cargo.toml": MANIFEST,
  "/w/src/lib.rs": LIB,
  "/w/src/device.rs": "pub fn bad_two() {}\n",
  "/w/drv.inf": '[Version]\nSignature="$WINDOWS NT$"\n[Bad]\n',
  "/w/c/drv.c": "#include <ntddk.h>\nint f(void) { return 1; }\n",
  "/user/Cargo.toml": MANIFEST,
  "/user/src/lib.rs": LIB.replace("#![no_std]", ""),
};

interface Opened {
  readonly editor: Editor;
  readonly disk: Disk;
  readonly status: ReadonlyMap<string, FileStatus>;
  /** How often the grammar of Rust was loaded. */
  loads(): number;
  open(path: string, language: string): Promise<void>;
  shown(path: string): readonly string[];
}

/** Grammars that are on their way, or have come. */
const loadings = new Set<Promise<unknown>>();

async function start(folder = "/w", load = () => parts.rust.load()): Promise<Opened> {
  let loads = 0;
  const rust = lateParser(async () => {
    loads++;
    // Not before other work has been done.
    const loading = new Promise((resolve) => setTimeout(resolve, 5)).then(load);
    loadings.add(loading.catch(() => undefined));
    return await loading;
  });
  const own: EngineParts = { ...parts, rules, rust };
  const disk = new Disk(Object.entries(FILES));
  const editor = await Editor.start({ disk, folders: [folder], settings: {}, parts: own });
  onTestFinished(() => editor.end());
  const status = new Map<string, FileStatus>();
  editor.connection.onNotification(fileStatusNotification, (one: FileStatus) => void status.set(one.uri, one));
  return {
    editor,
    disk,
    status,
    loads: () => loads,
    async open(path, languageId) {
      const text = disk.get(path) ?? "";
      await editor.tell("textDocument/didOpen", {
        textDocument: { uri: `file://${path}`, languageId, version: 1, text },
      });
      await settled(editor);
    },
    shown: (path) =>
      (editor.diagnostics().get(`file://${path}`) ?? []).map(({ message }) => String(message).split("\n")[0] ?? ""),
  };
}

/** As `idle`, once the grammar that is asked for has come. */
async function settled(editor: Editor): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await editor.heard();
    editor.work(500);
    await Promise.all(loadings);
  }
  await editor.idle();
}

async function type(editor: Editor, path: string, version: number, line: number, character: number, text: string) {
  const at = { line, character };
  const textDocument = { uri: `file://${path}`, version };
  await editor.tell("textDocument/didChange", {
    textDocument,
    contentChanges: [{ range: { start: at, end: at }, text }],
  });
  await settled(editor);
}

describe("a crate that is a driver", () => {
  it("is checked in its files and its Cargo.toml, and says why", async () => {
    const { open, shown, status } = await start();
    await open("/w/src/lib.rs", "rust");
    await open("/w/Cargo.toml", "plaintext");
    await open("/w/src/device.rs", "rust");
    expect(shown("/w/src/lib.rs")).toEqual(["bad_one is bad."]);
    expect(shown("/w/src/device.rs")).toEqual(["bad_two is bad."]);
    expect(shown("/w/Cargo.toml")).toEqual(["it unwinds."]);
    expect(status.get("file:///w/src/lib.rs")).toMatchObject({
      kind: "windows-kernel",
      language: "rust",
      reason: "wdk-sys in Cargo.toml",
      unit: "d",
      functions: 1,
    });
  });

  it("is checked as it is typed", async () => {
    const { editor, open, shown, status } = await start();
    await open("/w/src/lib.rs", "rust");
    await open("/w/src/device.rs", "rust");
    await type(editor, "/w/src/lib.rs", 2, 3, 3, "un");
    expect(shown("/w/src/lib.rs")).toEqual([]);
    // No `mod` leads to the other file any more.
    await type(editor, "/w/src/lib.rs", 3, 1, 0, "// ");
    expect(shown("/w/src/device.rs")).toEqual([]);
    expect(status.get("file:///w/src/device.rs")?.reason).toBe("no mod of a crate leads to it");
    await type(editor, "/w/src/lib.rs", 4, 1, 0, "mod device;\n");
    expect(shown("/w/src/device.rs")).toEqual(["bad_two is bad."]);
  });

  it("is looked at again when its Cargo.toml has been saved", async () => {
    const { editor, disk, open, shown } = await start();
    await open("/w/src/lib.rs", "rust");
    await open("/w/Cargo.toml", "plaintext");
    disk.set("/w/Cargo.toml", MANIFEST.replace('wdk-sys = "0.4"', ""));
    const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } };
    const textDocument = { uri: "file:///w/Cargo.toml", version: 2 };
    await editor.tell("textDocument/didChange", { textDocument, contentChanges: [{ range, text: "" }] });
    await settled(editor);
    expect(shown("/w/src/lib.rs")).toEqual(["bad_one is bad."]);
    await editor.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: textDocument.uri, type: 2 }] });
    await settled(editor);
    expect(shown("/w/src/lib.rs")).toEqual([]);
  });

  it("has fixes, and comments that hide what is found", async () => {
    const { editor, open } = await start();
    await open("/w/src/lib.rs", "rust");
    const at = { line: 3, character: 4 };
    const params = {
      textDocument: { uri: "file:///w/src/lib.rs" },
      range: { start: at, end: at },
      context: { diagnostics: [] },
    };
    const request = editor.connection.sendRequest("textDocument/codeAction", params);
    await settled(editor);
    const actions = (await request) as { title: string; edit: { changes: Record<string, { newText: string }[]> } }[];
    expect(actions.map(({ title }) => title)).toEqual([
      "Rename it",
      "Disable rust-probe for this line",
      "Disable rust-probe for the whole file",
    ]);
    const texts = actions.map(({ edit }) => Object.values(edit.changes ?? {})[0]?.[0]?.newText);
    expect(texts.slice(0, 2)).toEqual(["good", "// driverlens-disable-next-line rust-probe\n"]);
  });

  it("answers readers with nothing", async () => {
    const { editor, open } = await start();
    await open("/w/src/lib.rs", "rust");
    const params = { textDocument: { uri: "file:///w/src/lib.rs" }, position: { line: 3, character: 4 } };
    expect(await editor.connection.sendRequest("textDocument/hover", params)).toBeNull();
  });
});

it("an INF is checked alone", async () => {
  const { editor, open, shown, status, loads } = await start();
  await open("/w/drv.inf", "inf");
  expect(shown("/w/drv.inf")).toEqual(["bad."]);
  expect(status.get("file:///w/drv.inf")).toMatchObject({ kind: "driver-package", language: "inf" });
  await type(editor, "/w/drv.inf", 2, 2, 0, "; driverlens-disable-next-line inf-probe -- a test\n");
  expect(shown("/w/drv.inf")).toEqual([]);
  // Cargo.toml lies beside it, and nobody looks at its crate.
  expect(loads()).toBe(0);
});

it("the grammar of Rust is loaded for a crate alone, and once", async () => {
  const { open, shown, loads } = await start();
  await open("/w/c/drv.c", "c");
  expect(loads()).toBe(0);
  await open("/w/src/lib.rs", "rust");
  await open("/w/src/device.rs", "rust");
  expect(loads()).toBe(1);
  expect(shown("/w/src/lib.rs")).toHaveLength(1);
});

it("a grammar that cannot be loaded is told of, and all else goes on", async () => {
  const { editor, open, shown } = await start("/w", () => Promise.reject(new Error("no such file")));
  await open("/w/src/lib.rs", "rust");
  await open("/w/drv.inf", "inf");
  expect(shown("/w/src/lib.rs")).toEqual([]);
  expect(shown("/w/drv.inf")).toEqual(["bad."]);
  expect(editor.log.join("\n")).toContain("no such file");
});

it("a crate that is no driver costs nothing", async () => {
  const { open, shown, status, loads } = await start("/user");
  await open("/user/src/lib.rs", "rust");
  expect(shown("/user/src/lib.rs")).toEqual([]);
  expect(status.get("file:///user/src/lib.rs")).toMatchObject({
    kind: "windows-user",
    reason: "lib.rs is built with the standard library",
  });
  expect(loads()).toBe(0);
});
