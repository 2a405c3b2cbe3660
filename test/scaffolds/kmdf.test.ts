/**
 * A driver made from the template `kmdf` is compiled and used. Wine has no framework: the driver is linked with
 * `frameworks/wdf*.c`, which stand for it, over a plain device. So what runs is the driver's own code, from requests of
 * programs to pool; what only compiles is how the real framework starts it, and what the INF file says.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate, templateOf } from "./support/generate.ts";
import { compileDriver, linkDriver, makeProgram, mingwInstalled } from "./support/mingw.ts";
import { LoadError, startWine, type Wine, wineInstalled } from "./support/wine.ts";

const name = "DiskWatch";
const sources = ["driver.c", "device.c", "queue.c", "message.c"];

describe.skipIf(!(mingwInstalled && wineInstalled) && process.env.CI !== "true")("a driver from kmdf", () => {
  let folder = "";
  let wine: Wine;
  const file = (path: string): string => join(folder, path);
  const ours = (path: string): string => join(import.meta.dirname, path);
  const client = (...args: readonly string[]) => wine.run(file("client.exe"), args);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "driverlens-kmdf-"));
    await generate(templateOf("kmdf"), name, folder);
    const objects = compileDriver(sources.map(file), file("objects"), {
      defines: ["DriverEntry=DriverEntryOfTemplate"],
    });
    const framework = compileDriver([ours("frameworks/wdf.c"), ours("frameworks/wdf-objects.c")], file("framework"));
    await linkDriver([...objects, ...framework], file("tested.sys"), { purpose: "for-wine" });
    makeProgram([file("client/client.c"), ours("programs/kmdf-interface.c")], file("client.exe"), {
      includes: [folder],
      flags: ["-municode"],
    });
    // Written, as the template is, for a driver called NewDriver.
    const edges = readFileSync(ours("programs/kmdf-edges.c"), "utf8");
    writeFileSync(file("edges.c"), edges.replaceAll("NEW_DRIVER", "DISK_WATCH").replaceAll("newdriver", "diskwatch"));
    makeProgram([file("edges.c")], file("edges.exe"));
    wine = await startWine();
  }, 120_000);

  afterAll(async () => {
    await wine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ["EvtIoRead", "queue.c", "WDFREQUEST Request, size_t Length)", "WDFREQUEST Request, ULONG Length)"],
    ["EvtDriverDeviceAdd", "device.c", "PWDFDEVICE_INIT DeviceInit)", "PWDFDEVICE_INIT *DeviceInit)"],
    ["a handle of another kind", "queue.c", "WdfIoQueueGetDevice(Queue)", "WdfIoQueueGetDevice(Request)"],
    [
      "a callback of another role",
      "queue.c",
      "EvtIoWrite = DiskWatchEvtIoWrite",
      "EvtIoWrite = DiskWatchEvtIoDeviceControl",
    ],
  ])("would not compile with a mistake in %s", (_, source, right, wrong) => {
    const text = readFileSync(file(source), "utf8");
    expect(text).toContain(right);
    writeFileSync(file(`wrong-${source}`), text.replace(right, wrong));
    expect(() => compileDriver([file(`wrong-${source}`)], file("wrong"), { includes: [folder] })).toThrow(
      /conflicting types|incompatible pointer type/,
    );
  });

  it("does what its program asks for, and leaves nothing", async () => {
    const driver = await wine.load(name, file("tested.sys"));
    expect(await client("write", "some text")).toEqual({ code: 0, stdout: "18 bytes written\n", stderr: "" });
    expect((await client("read")).stdout).toBe("some text\n");
    expect((await client("range", "4", "3")).stdout).toBe("6D 00 65\n");
    expect((await client("write", "another one")).code).toBe(0);
    expect((await client("statistics")).stdout).toBe("2 reads, 2 writes, a message of 22 bytes\n");
    expect((await client("clear")).stdout).toBe("cleared\n");
    expect((await client("read")).stdout).toBe("\n");
    expect(await client("write", "x".repeat(2049))).toMatchObject({ code: 1, stderr: "cannot write, error 1784\n" });
    expect(await client("write")).toMatchObject({ code: 2, stderr: expect.stringContaining("range OFFSET LENGTH") });

    expect(await driver.unload()).toMatchObject({ allocations: 0, devices: 0, complaints: [] });
    expect(driver.printed()).toEqual([
      "diskwatch: loaded",
      "wdf: queue of type 2, power-managed 0",
      expect.stringMatching(/^wdf: interface [\da-f]{8}$/),
      "diskwatch: device added",
      // Lock and queue.
      "wdf: 2 objects of the device",
      "diskwatch: unloaded",
    ]);
    expect(await client("read")).toMatchObject({ code: 1, stderr: expect.stringContaining("error 2\n") });
  });

  it("withstands what nobody should ask for", async () => {
    const driver = await wine.load(name, file("tested.sys"));
    const { code, stdout } = await wine.run(file("edges.exe"));
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.trimEnd()),
    ).toEqual([
      "fresh: 24 bytes, 0 reads, 0 writes, 0 long",
      "read when empty: error 0, 0 bytes",
      "range when empty: error 0, 0 bytes",
      "read nothing: error 0, 0 bytes",
      "write nothing: error 0, 0 bytes",
      "write: error 0, 8 bytes",
      "read: error 0, 8 bytes abcdefgh",
      "read less: error 0, 3 bytes abc.....",
      "read more: error 0, 8 bytes abcdefgh",
      "range: error 0, 3 bytes cde.....",
      "range into less: error 0, 2 bytes cd......",
      "range over the end: error 0, 2 bytes gh......",
      "range at the end: error 0, 0 bytes",
      "range behind the end: error 0, 0 bytes",
      "range of all: error 0, 8 bytes abcdefgh",
      "range of nothing: error 0, 0 bytes",
      "range into nothing: error 122, 0 bytes",
      "half a range: error 122, 0 bytes",
      "no range: error 122, 0 bytes",
      "statistics into nothing: error 122, 0 bytes",
      "statistics into less: error 122, 0 bytes",
      "unknown code: error 1, 0 bytes",
      "clear without write access: error 5, 0 bytes",
      "write the most: error 0, 4096 bytes",
      "write too much: error 1784, 0 bytes",
      "read the most: error 0, 4096 bytes mmmmmmmm",
      "busy: 24 bytes, 13 reads, 2 writes, 4096 long",
      "clear: error 0, 0 bytes",
      "clear again: error 0, 0 bytes",
      "write before the end: error 0, 4 bytes",
      "at the end: 24 bytes, 13 reads, 3 writes, 4 long",
    ]);
    expect(code).toBe(0);
    expect(await driver.unload()).toMatchObject({ allocations: 0, devices: 0, complaints: [] });
    expect(driver.printed().filter((line) => line.startsWith("wdf wrong"))).toEqual([]);
    // Lock, queue and the last message.
    expect(driver.printed()).toContain("wdf: 3 objects of the device");
    expect(wine.failures()).toEqual([]);
  });

  it("gives back what it has where memory is short", async () => {
    // What the framework allocates for it is among that: driver, device and its context, lock, queue.
    for (let failingAllocation = 1; failingAllocation <= 5; failingAllocation++) {
      const failed = await wine.load(name, file("tested.sys"), { failingAllocation }).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(LoadError);
      expect((failed as LoadError).error).toBe(1450);
      expect((failed as LoadError).left).toMatchObject({ allocations: 0, devices: 0, complaints: [] });
      expect((failed as LoadError).printed).toContainEqual(expect.stringContaining("status 0xC000009A"));
    }
    // A request; its message; what is in that.
    const driver = await wine.load(name, file("tested.sys"), { failingAllocation: 8 });
    expect(await client("write", "lost")).toMatchObject({ code: 1, stderr: "cannot write, error 1450\n" });
    expect((await client("read")).stdout).toBe("\n");
    expect(await client("write", "kept")).toMatchObject({ code: 0 });
    expect(await driver.unload()).toMatchObject({ allocations: 0, devices: 0, complaints: [] });
  });
});
