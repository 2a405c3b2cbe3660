/**
 * A module made from the template `linux-module` is built and used in virtual machines: by its own test, as a person runs it,
 * and by a program that asks for what nobody should.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate, templateOf } from "./support/generate.ts";
import { buildModules, makeProgram } from "./support/linux/build.ts";
import { linuxInstalled } from "./support/linux/kernel.ts";
import { type MachineRun, runInMachine } from "./support/linux/machine.ts";

describe.skipIf(!linuxInstalled && process.env.CI !== "true")("a module from linux-module", () => {
  let folder = "";
  let run: MachineRun;
  let selftest: { readonly code: number; readonly output: string };
  const file = (path: string): string => join(folder, path);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "driverlens-linux-module-"));
    await generate(templateOf("linux-module"), "DiskWatch", folder);
    const [modules] = await Promise.all([
      buildModules(folder),
      makeProgram([file("client/client.c")], file("program")),
    ]);
    // Written, as the template is, for a driver called NewDriver.
    const edges = readFileSync(join(import.meta.dirname, "programs/linux-module-edges.c"), "utf8");
    writeFileSync(file("edges.c"), edges.replaceAll("NEW_DRIVER", "DISK_WATCH").replaceAll("newdriver", "diskwatch"));
    await makeProgram([file("edges.c")], file("edges"), { includes: [folder], flags: ["-pthread"] });
    const steps = {
      load: "insmod diskwatch.ko max_messages=2",
      parameters: "cat /sys/module/diskwatch/parameters/*; ls -l /dev/diskwatch | cut -c1-10",
      edges: "./edges",
      debugfs: "./program write four; cat /sys/kernel/debug/diskwatch/messages; ./program clear",
      usage: "./program write; ./program nothing",
      "unload while open": "sleep 1 < /dev/diskwatch & usleep 300000; rmmod diskwatch; wait",
      unload: "rmmod diskwatch; ls /dev/diskwatch /sys/kernel/debug/diskwatch",
      // Opened again and again while it comes and goes.
      races: `(for n in $(seq 200); do ./program status > /dev/null 2>&1; done) &
        for n in $(seq 10); do insmod diskwatch.ko; ./program write left; rmmod diskwatch || (wait; rmmod diskwatch); done
        wait; grep -c diskwatch /proc/modules`,
      // What is left expires while the module is unloaded.
      expiry: "for n in 1 2 3 4 5; do insmod diskwatch.ko lifetime_ms=1; ./program write soon; rmmod diskwatch; done",
      "not loaded": `for p in max_messages=0 max_messages=4097 max_messages=-1 max_messages=x lifetime_ms=86400001; do
        insmod diskwatch.ko $p; done`,
      "short of memory": `each_failure 'insmod diskwatch.ko 2> /dev/null && {
        ./program write a && ./program write b && ./program read && ./program status && ./program clear; code=$?
        rmmod diskwatch; exit $code; }' 2>&1`,
    };
    [run, selftest] = await Promise.all([
      runInMachine({ files: [...modules, file("program"), file("edges")], steps }),
      shell("sh", ["run-in-qemu.sh"], folder),
    ]);
  }, 240_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("passes its own test in a virtual machine", () => {
    expect(selftest.output).toContain("\nok 1 - a module that is not loaded has no device");
    expect(selftest.output).toMatch(/\n1\.\.29\r?\n# 0 failed/);
    expect(selftest.output).not.toContain("\nnot ok");
    expect(selftest.code).toBe(0);
  });

  it("withstands what nobody should ask for", () => {
    expect(run.step("load")).toMatchObject({ code: 0, lines: [] });
    expect(run.step("parameters").lines).toEqual(["0", "2", "crw-------"]);
    expect(run.step("edges").lines).toEqual([
      "write nothing: 0",
      "write from nowhere: EFAULT",
      "write from the kernel: EFAULT",
      "write too much: EMSGSIZE",
      "write far too much: EMSGSIZE",
      "write to a reader: EBADF",
      "read when empty: EAGAIN",
      "write the most: 1024",
      "write parts: 4",
      "write when full: EAGAIN",
      "read nothing: 0",
      "read too small: EMSGSIZE",
      "read to nowhere: EFAULT",
      "read to the kernel: EFAULT",
      "read from a writer: EBADF",
      "read all the same: 1024",
      "read parts: 4",
      "read at a position: ESPIPE",
      "seek: ESPIPE",
      "map: ENODEV",
      "no such ioctl: ENOTTY",
      "another one's ioctl: ENOTTY",
      "another size: ENOTTY",
      "version to nowhere: EFAULT",
      "status to the kernel: EFAULT",
      "timeout from nowhere: EFAULT",
      "limit from nowhere: EFAULT",
      "limit 0: EINVAL",
      "limit too high: EINVAL",
      "clear by a reader: EBADF",
      "status: 0",
      "0 messages of 0 bytes, 2 may, 3 open; 2 written, 2 taken, 0 expired",
      "limit by nobody: EPERM",
      "open by nobody: EACCES",
      "status of 32 bits: 0",
      "2 may, 1 open; 2 written",
      "clear of 32 bits: 0",
      "no such ioctl of 32 bits: ENOTTY",
      "status of 32 bits to nowhere: EFAULT",
      "poll when empty: 1",
      "writable only: 1",
      "poll in vain: 0",
      "read interrupted: EINTR",
      "timeout: 0",
      "read timed out: ETIMEDOUT",
      "timeout: 0",
      "read with an end, interrupted: EINTR",
      "timeout: 0",
      "written meanwhile: 4",
      "read without end, interrupted, goes on: 4",
      "poll until it comes: 1",
      "written meanwhile: 4",
      "write: 6",
      "poll when full: 0",
      "timeout: 0",
      "write timed out: ETIMEDOUT",
      "clear: 0",
      "killed while it waited: 9",
      "end: 3",
      "end: 3",
      "taken: 900",
    ]);
    expect(run.step("edges").code).toBe(0);
  });

  it("says what it holds, and how its program is used", () => {
    expect(run.step("debugfs").lines).toEqual([expect.stringMatching(/^4 bytes, \d+ ms$/)]);
    const usage = run.step("usage");
    expect(usage.code).toBe(2);
    expect(usage.lines).toHaveLength(14);
    expect(usage.lines[0]).toBe("./program write  TEXT   writes a message, when there is room");
  });

  it("goes when nobody uses it, and leaves nothing", () => {
    expect(run.step("unload while open").lines).toEqual([expect.stringContaining("Resource temporarily unavailable")]);
    expect(run.step("unload").lines).toEqual([
      "ls: /dev/diskwatch: No such file or directory",
      "ls: /sys/kernel/debug/diskwatch: No such file or directory",
    ]);
    expect(run.step("races").lines.at(-1)).toBe("0");
    expect(run.step("expiry")).toMatchObject({ code: 0, lines: [] });
  });

  it("refuses parameters that make no sense", () => {
    expect(run.step("not loaded").lines).toEqual(Array(5).fill("insmod: diskwatch.ko: Invalid argument"));
  });

  it("goes on where memory is short", () => {
    const { lines } = run.step("short of memory");
    expect(lines.at(-1)).toBe("without: 0");
    expect(lines.filter((line) => /^\d+: [1-9]/.test(line)).length).toBeGreaterThan(10);
  });

  it("gives the kernel nothing to complain about", () => {
    expect(run.complaints).toEqual([]);
    expect(run.allocations).toBeGreaterThan(100);
  });
});

function shell(program: string, args: readonly string[], cwd: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd, timeout: 200_000, maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), output: `${stdout}${stderr}` });
    });
  });
}
