/**
 * A driver made from the template `wdm` is compiled, linked, loaded and used: by its own program, and by one that asks for
 * what nobody should.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate, templateOf } from "./support/generate.ts";
import { importsOf, notOfKernel } from "./support/imports.ts";
import { compileDriver, linkDriver, makeProgram, mingwInstalled } from "./support/mingw.ts";
import { LoadError, startWine, type Wine, wineInstalled } from "./support/wine.ts";

const name = "DiskWatch";

describe.skipIf(!(mingwInstalled && wineInstalled) && process.env.CI !== "true")("a driver from wdm", () => {
  let folder = "";
  let wine: Wine;
  const file = (path: string): string => join(folder, path);
  const client = (...args: readonly string[]) => wine.run(file("client.exe"), args);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "driverlens-wdm-"));
    await generate(templateOf("wdm"), name, folder);
    const objects = compileDriver(["driver.c", "dispatch.c", "store.c"].map(file), file("objects"));
    await linkDriver(objects, file("shipped.sys"), { purpose: "as-shipped" });
    await linkDriver(objects, file("tested.sys"), { purpose: "for-wine" });
    makeProgram([file("client/client.c")], file("client.exe"), { includes: [folder], flags: ["-municode"] });
    // Written, as the template is, for a driver called NewDriver.
    const edges = readFileSync(join(import.meta.dirname, "programs/wdm-edges.c"), "utf8");
    writeFileSync(file("edges.c"), edges.replaceAll("NEW_DRIVER", "DISK_WATCH").replaceAll("newdriver", "diskwatch"));
    makeProgram([file("edges.c")], file("edges.exe"));
    wine = await startWine();
  }, 120_000);

  afterAll(async () => {
    await wine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("imports what the kernel has", () => {
    const imports = importsOf(file("shipped.sys"));
    expect(notOfKernel(imports)).toEqual([]);
    expect([...imports.keys()]).toEqual(["ntoskrnl.exe"]);
    expect(imports.get("ntoskrnl.exe")).toContain("ExAllocatePool2");
  });

  it("does what its program asks for, and leaves nothing", async () => {
    const driver = await wine.load(name, file("tested.sys"));
    expect(await client("write", "first message")).toEqual({ code: 0, stdout: "", stderr: "" });
    await client("write", "second");
    expect((await client("status")).stdout).toBe(
      "2 messages of 38 bytes wait\n2 written, 0 taken, 0 refused\n1 handles\n",
    );
    expect((await client("list")).stdout).toMatch(
      /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (?:first message|second)\n){2}$/,
    );
    expect((await client("read")).stdout).toBe("first message\n");
    expect((await client("clear")).code).toBe(0);
    expect(await client("read")).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("error 259") });
    expect(await client("write", "x".repeat(513))).toMatchObject({ code: 1 });
    expect(await client("write")).toMatchObject({ code: 2, stderr: expect.stringContaining("prints all messages") });

    expect(await driver.unload()).toEqual({ allocations: 0, made: 2, devices: 0, complaints: [] });
    expect(driver.printed()[0]).toBe("diskwatch: loaded");
    expect(driver.printed().at(-1)).toBe("diskwatch: unloaded");
    expect(driver.printed()).toContain("diskwatch: opened, 1 handles");
    // The device and its link are gone.
    expect(await client("status")).toMatchObject({ code: 1, stderr: expect.stringContaining("error 2:") });
  });

  it("withstands what nobody should ask for", async () => {
    const driver = await wine.load(name, file("tested.sys"));
    const { code, stdout } = await wine.run(file("edges.exe"));
    expect(stdout.trim().split("\n")).toEqual([
      "fresh: 0 messages, 0 bytes, 2 handles, 0 written, 0 taken, 0 refused",
      "query nothing: error 122, 0 bytes",
      "query too small: error 122, 0 bytes",
      "query larger: error 0, 32 bytes",
      "unknown code: error 1, 0 bytes",
      "known function, other method: error 1, 0 bytes",
      "clear without write access: error 5, 0 bytes",
      "read when empty: error 0, 0 bytes",
      "peek when empty: error 0, 0 bytes, 0 records, good",
      "write nothing: error 0, 0 bytes",
      "write the most: error 0, 1024 bytes",
      "write too much: error 1784, 0 bytes",
      "read nothing: error 0, 0 bytes",
      "read too small: error 122, 0 bytes",
      "read: error 0, 1024 bytes, as written",
      "write when full: error 1816, 0 bytes",
      "full: 64 messages, 2080 bytes, 2 handles, 65 written, 1 taken, 1 refused",
      "peek nothing: error 122, 0 bytes",
      "peek less than one: error 234, 0 bytes, 0 records, good",
      "peek one: error 234, 17 bytes, 1 records, good",
      "peek almost two: error 234, 17 bytes, 1 records, good",
      "peek two: error 234, 42 bytes, 2 records, good",
      "peek all: error 0, 3328 bytes, 64 records, good",
      "clear: error 0, 0 bytes",
      "cleared: 0 messages, 0 bytes, 2 handles, 65 written, 1 taken, 1 refused",
      "write before the end: error 0, 100 bytes",
    ]);
    expect(code).toBe(0);
    expect(await driver.unload()).toMatchObject({ allocations: 0, devices: 0, complaints: [] });
    expect(wine.failures()).toEqual([]);
  });

  it("goes on where memory is short", async () => {
    const driver = await wine.load(name, file("tested.sys"), { failingAllocation: 1 });
    expect(await client("write", "lost")).toMatchObject({ code: 1, stderr: expect.stringContaining("error 1450") });
    expect(await client("write", "kept")).toMatchObject({ code: 0 });
    expect(await driver.unload()).toMatchObject({ allocations: 0, made: 2, devices: 0, complaints: [] });
  });

  it("does not load twice", async () => {
    const driver = await wine.load(name, file("tested.sys"));
    const second = await wine.load("Another", file("tested.sys")).catch((error: unknown) => error);
    expect(second).toBeInstanceOf(LoadError);
    expect((second as LoadError).left).toMatchObject({ allocations: 0, devices: 0 });
    expect(await driver.unload()).toMatchObject({ allocations: 0, devices: 0 });
  });
});
