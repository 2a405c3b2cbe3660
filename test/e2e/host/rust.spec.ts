/** A driver in Rust as VS Code's own commands meet it: what is found in it, the fix, and the comment that silences it. */
import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { closeAll, codeOf, findings, open, quickFixes, uri } from "./support.ts";

const MANIFEST = `[package]
name = "bridge"
version = "0.1.0"
edition = "2021"

[lib]
crate-type = ["cdylib"]

[dependencies]
wdk-sys = "0.5"
wdk-panic = "0.4"
`;

const DRIVER = `#![no_std]

extern crate wdk_panic;

use wdk_sys::{ntddk::ExAllocatePool2, POOL_FLAG_NON_PAGED, PVOID};

pub unsafe fn buffer() -> PVOID {
    unsafe { ExAllocatePool2(wdk_sys::_POOL_TYPE::PagedPool as u64, 64, 0x67644272) }
}
`;

describe("a driver in Rust", () => {
  const source = uri("bridge/src/lib.rs");

  before(async () => {
    const write = (file: vscode.Uri, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    await write(uri("bridge/Cargo.toml"), MANIFEST);
    await write(source, DRIVER);
  });

  afterEach(closeAll);

  after(() => vscode.workspace.fs.delete(uri("bridge"), { recursive: true }));

  async function finding(): Promise<vscode.Diagnostic> {
    const found = await findings(source, (codes) => codes.length > 0);
    assert.deepEqual(found.map(codeOf), ["rust-pool-deprecated"]);
    return found[0] as vscode.Diagnostic;
  }

  it("has findings, which their fixes cure", async () => {
    const document = await open("bridge/src/lib.rs");
    const actions = await quickFixes(source, await finding());
    const fix = actions.find(({ title }) => title === "Pass wdk_sys::POOL_FLAG_PAGED");
    assert.ok(fix?.edit, actions.map(({ title }) => title).join("\n"));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await findings(source, (codes) => codes.length === 0);
    assert.match(document.getText(), /ExAllocatePool2\(wdk_sys::POOL_FLAG_PAGED, 64/);
  });

  it("has them silenced by comments", async () => {
    const document = await open("bridge/src/lib.rs");
    const actions = await quickFixes(source, await finding());
    const silence = actions.find(({ title }) => /disable rust-pool-deprecated for this line/i.test(title));
    assert.ok(silence?.edit, actions.map(({ title }) => title).join("\n"));
    assert.ok(await vscode.workspace.applyEdit(silence.edit));
    await findings(source, (codes) => codes.length === 0);
    assert.match(document.getText(), /^ {4}\/\/ driverlens-disable-next-line rust-pool-deprecated/m);
  });
});
