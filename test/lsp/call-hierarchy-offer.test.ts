/** For which documents call hierarchies are offered: others are left to whoever else has some. */
import { expect, it } from "vitest";
import type { Connection } from "vscode-languageserver";
import type { CheckedFile } from "../../server/src/engine/workspace/contract.ts";
import { Documents } from "../../server/src/lsp/documents.ts";
import { CallHierarchyOffer } from "../../server/src/lsp/reading/call-hierarchy-offer.ts";

function offers() {
  const now = new Set<string>();
  const register = async (_: unknown, options: { documentSelector: readonly { readonly pattern: string }[] }) => {
    const pattern = options.documentSelector[0]?.pattern ?? "";
    now.add(pattern);
    return { dispose: () => void now.delete(pattern) };
  };
  const offer = new CallHierarchyOffer({ client: { register } } as unknown as Connection, true);
  const documents = new Documents();
  for (const path of ["/w/driver.c", "/w/app.c"]) {
    documents.open({ textDocument: { uri: `file://${path}`, languageId: "c", version: 1, text: "" } });
  }
  const checked = (path: string, kind: "windows-kernel" | "windows-user", language?: "rust"): void =>
    offer.checked({ path, task: { driver: { kind, language } } } as unknown as CheckedFile, documents);
  const shown = async (): Promise<readonly string[]> => {
    await new Promise((resolve) => setImmediate(resolve));
    return [...now];
  };
  return { offer, checked, shown };
}

it("open kernel sources have them, until they are closed or are kernel code no more", async () => {
  const { offer, checked, shown } = offers();
  offer.turn(true);
  checked("/w/driver.c", "windows-kernel");
  checked("/w/driver.c", "windows-kernel");
  checked("/w/app.c", "windows-user");
  checked("/w/closed.c", "windows-kernel");
  expect(await shown()).toEqual(["/w/driver.c"]);
  offer.closed("file:///w/driver.c");
  expect(await shown()).toEqual([]);
  checked("/w/app.c", "windows-kernel");
  expect(await shown()).toEqual(["/w/app.c"]);
  checked("/w/app.c", "windows-user");
  expect(await shown()).toEqual([]);
});

it("a crate of Rust has those of its own server", async () => {
  const { offer, checked, shown } = offers();
  offer.turn(true);
  checked("/w/driver.c", "windows-kernel", "rust");
  expect(await shown()).toEqual([]);
});

it("nothing is offered while they are turned off", async () => {
  const { offer, checked, shown } = offers();
  checked("/w/driver.c", "windows-kernel");
  expect(await shown()).toEqual([]);
  offer.turn(true);
  expect(await shown()).toEqual(["/w/driver.c"]);
  offer.turn(false);
  expect(await shown()).toEqual([]);
});
