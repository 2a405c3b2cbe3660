/** Documents that are opened, edited and closed: what is published for them, when, and for which text. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver";
import { folder } from "../support/program.ts";
import { Client, type ClientOptions, uriOf } from "./client.ts";

const DRIVER = `#include <ntddk.h>

PVOID AllocateName(SIZE_T Size)
{
    return ExAllocatePoolWithTag(PagedPool, Size, 'emaN');
}
`;
const SLEEP = "    Sleep(1);\n";

/** A client with one file of a driver open, and that file's URI. */
async function opened(
  text = DRIVER,
  options: ClientOptions = {},
): Promise<{ client: Client; uri: string; root: string }> {
  const root = folder({ "driver.c": text });
  const client = await Client.start({ folders: [root], ...options });
  const uri = uriOf(join(root, "driver.c"));
  await client.open(uri, text);
  return { client, uri, root };
}

const at = (line: number, character: number) => ({ line, character });
const insert = (line: number, character: number, text: string) => ({
  range: { start: at(line, character), end: at(line, character) },
  text,
});
const brief = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map(({ code, range }) => `${code} ${range.start.line}:${range.start.character}`);

describe("an open document", () => {
  it("is reported with its version, and says what is wrong, why, and what to do", async () => {
    const { client, uri } = await opened(DRIVER.replace("    return", `${SLEEP}    return`));
    const diagnostics = await client.diagnostics(uri, 1);
    const sleep = diagnostics.find(({ code }) => code === "user-mode-api");
    expect(sleep).toMatchObject({
      range: { start: at(4, 4), end: at(4, 9) },
      severity: 1,
      source: "driverlens",
      codeDescription: { href: expect.stringMatching(/\/user-mode-api\.md$/) },
    });
    const lines = String(sleep?.message).split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain("Sleep");
    expect(diagnostics.find(({ code }) => code === "pool-deprecated")?.tags).toEqual([2]);
  });

  it("is reported anew with each edit, for the text of that edit", async () => {
    const { client, uri } = await opened();
    const before = brief(await client.diagnostics(uri, 1));
    const added = await client.change(uri, insert(4, 0, SLEEP));
    expect(brief(await client.diagnostics(uri, added))).toContain("user-mode-api 4:4");
    const removed = await client.change(uri, { range: { start: at(4, 0), end: at(5, 0) }, text: "" });
    expect(brief(await client.diagnostics(uri, removed))).toEqual(before);
  });

  it("never goes back to an older version, and ends with the newest", async () => {
    const { client, uri } = await opened();
    let version = 1;
    for (let line = 0; line < 150; line++) {
      version = await client.change(uri, insert(4, 0, SLEEP));
    }
    const last = brief(await client.diagnostics(uri, version));
    expect(last.filter((finding) => finding.startsWith("user-mode-api"))).toHaveLength(150);
    const versions = client.published.filter((params) => params.uri === uri).map((params) => params.version ?? -1);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions.at(-1)).toBe(version);
  });

  it("takes several changes in one message, each in the text that those before it leave", async () => {
    const { client, uri } = await opened();
    const version = await client.change(uri, insert(4, 0, SLEEP), insert(0, 0, "\n\n"), insert(6, 4, "  "));
    expect(brief(await client.diagnostics(uri, version))).toContain("user-mode-api 6:6");
  });

  it("takes a whole new text", async () => {
    const { client, uri } = await opened();
    const version = await client.change(uri, { text: "#include <ntddk.h>\nVOID F(VOID)\n{\nSleep(1);\n}\n" });
    expect(brief(await client.diagnostics(uri, version))).toEqual(["user-mode-api 3:0"]);
  });

  it("has positions in UTF-16 units, whatever the characters and line ends", async () => {
    const text = "#include <ntddk.h>\r\nVOID F(VOID)\r\n{\r\n/* \u00e4\u{1f600}\u6c34 */ Sleep(1); Sleep(2);\r\n}\r\n";
    const { client, uri } = await opened(text);
    expect(brief(await client.diagnostics(uri, 1))).toEqual(["user-mode-api 3:11", "user-mode-api 3:21"]);
    const version = await client.change(uri, insert(3, 6, "\u{1f600}"));
    expect(brief(await client.diagnostics(uri, version))).toEqual(["user-mode-api 3:13", "user-mode-api 3:23"]);
  });

  it("is cleared when it is closed, also while it is being analysed", async () => {
    const { client, uri } = await opened();
    await client.diagnostics(uri, 1);
    const large = uri.replace("driver.c", "large.c");
    await client.open(large, `${DRIVER}${`VOID F(VOID)\n{\n${SLEEP}}\n`.repeat(3000)}`);
    await client.change(large, insert(4, 0, SLEEP));
    await client.close(large);
    await client.close(uri);
    await client.until(() => client.published.at(-1)?.uri === uri);
    const other = uri.replace("driver.c", "other.c");
    await client.open(other, DRIVER);
    await client.diagnostics(other, 1);
    expect(client.shown(uri)).toEqual([]);
    expect(client.shown(large)).toEqual([]);
  });

  it("is what the disk has when it is closed without being saved, and what is typed when it is opened again", async () => {
    const { client, uri } = await opened();
    const before = brief(await client.diagnostics(uri, 1));
    await client.change(uri, insert(4, 0, SLEEP));
    await client.close(uri);
    await client.until(() => client.published.at(-1)?.diagnostics.length === 0);
    await client.open(uri, DRIVER, "c", 5);
    expect(brief(await client.diagnostics(uri, 5))).toEqual(before);
  });

  it("tells its status: what it is read as and why, and what was found", async () => {
    const { client, uri } = await opened(DRIVER.replace("    return", `${SLEEP}    return`));
    const status = await client.until(() => client.statuses.get(uri));
    expect(status).toMatchObject({ kind: "windows-kernel", errors: 1, functions: 1, skippedFunctions: 0 });
    expect(status.reason).not.toBe("");
  });

  it("that is no kernel code is silent, and its status says why", async () => {
    const { client, uri } = await opened("#include <stdio.h>\nint main(void)\n{\n    Sleep(1);\n    return 0;\n}\n");
    expect(await client.diagnostics(uri, 1)).toEqual([]);
    expect((await client.until(() => client.statuses.get(uri))).kind).not.toBe("windows-kernel");
  });

  it("without a file is checked where it tells that it is a driver's", async () => {
    const client = await Client.start();
    const uri = "untitled:Untitled-1";
    await client.open(uri, "");
    expect(await client.diagnostics(uri, 1)).toEqual([]);
    const version = await client.change(uri, { text: `#include <ntddk.h>\nVOID F(VOID)\n{\n${SLEEP}}\n` });
    await client.until(() => brief(client.shown(uri)).includes("user-mode-api 3:4"));
    expect(client.published.at(-1)?.version).toBe(version);
    expect(client.statuses.get(uri)?.unit).toBe("Untitled-1.c");
  });

  it("outside of all folders is checked with what lies beside it", async () => {
    const root = folder({ "driver.c": DRIVER, "driver.h": "#define TAG 'gaT'\n" });
    const client = await Client.start({ folders: [folder({})] });
    const uri = uriOf(join(root, "driver.c"));
    await client.open(uri, DRIVER);
    expect(brief(await client.diagnostics(uri, 1))).toContain("pool-deprecated 4:11");
  });

  it("that is longer than any driver source is left alone", async () => {
    const { client, uri } = await opened();
    const huge = uri.replace("driver.c", "huge.c");
    await client.open(huge, `#include <ntddk.h>\nVOID F(VOID) { ${"Sleep(1); ".repeat(6_000_000)} }\n`);
    expect(await client.diagnostics(huge, 1)).toEqual([]);
    const version = await client.change(huge, insert(0, 0, " "));
    expect(await client.diagnostics(huge, version)).toEqual([]);
    expect(brief(await client.diagnostics(uri, 1))).toContain("pool-deprecated 4:11");
  });
});
