/** `driverlens image`: what it says of an image, of two, what it writes, what it ends with. */
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describe, expect, test } from "vitest";
import { colors } from "../../server/src/cli/colors.ts";
import { type ParseArgs, parseCommandLine } from "../../server/src/cli/command-line.ts";
import { helpText } from "../../server/src/cli/help.ts";
import { IMAGE_PARTS } from "../../server/src/cli/image-options.ts";
import { IMAGE } from "../../server/src/cli/options.ts";
import { builtImages } from "../binary/support/built-images.ts";
import { has, isNeeded } from "../binary/support/linux-files.ts";
import { mingwIsMissing } from "../binary/support/toolchain.ts";
import { moduleOf } from "../image/support/modules.ts";
import { codeAt, slotAt, smallImage } from "../image/support/small-image.ts";
import { makeDatabase } from "../media/database/support/sample.ts";
import { driverlensImage } from "../support/image-in-process.ts";
import { driverlens, folder } from "../support/program.ts";
import { sarifErrors } from "./sarif-schema.ts";

/** mov r8d, 'sneL'; call [rip + the first entry]; ret */
function code(tag = "Lens"): Uint8Array {
  const bytes = Buffer.from([0x41, 0xb8, ...Buffer.from(tag), 0xff, 0x15, 0, 0, 0, 0, 0xc3]);
  bytes.writeInt32LE(slotAt(0) - (codeAt + 12), 8);
  return bytes;
}

const good = smallImage(0x8664, code(), ["ExAllocatePool2", "ExFreePoolWithTag"]);
/** It imports what no kernel has. */
const bad = smallImage(0x8664, code("Evil"), ["ExAllocatePool2", "GetTickCount64"]);
/** A header of ELF for x86-64, with nothing behind it. */
const elf = Buffer.alloc(64);
elf.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
elf.set([1, 0, 62, 0, 1], 16);
elf.set([64], 52);

const files = { "good.sys": good, "bad.sys": bad, "text.txt": "no image", "object.o": elf };

describe("an image", () => {
  test("is told of on one screen, with its findings", async () => {
    const { code, stdout, stderr } = await driverlensImage(["bad.sys"], folder(files));
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(/^bad\.sys: Kernel driver for Windows, x64, 12,288 bytes\n/);
    expect(stdout).toContain("  Imports   ntoskrnl.exe (2)\n");
    expect(stdout).toMatch(/\nerror {4}GetTickCount64 /);
    expect(stdout).toContain("[image-user-mode-import]");
    expect(stdout).toMatch(/\n\d+ errors?(?:, \d+ (?:warnings?|notes?))*\n$/);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("is told of in parts, each under its title where there are several", async () => {
    const cwd = folder(files);
    const of = async (...args: string[]) =>
      (await driverlensImage(["good.sys", "--fail-on", "never", ...args], cwd)).stdout;
    expect(await of("--imports")).toBe("ntoskrnl.exe: 2 functions\n  ExAllocatePool2\n  ExFreePoolWithTag\n");
    expect(await of("--tags")).toBe("'Lens'  ExAllocatePool2\n");
    expect(await of("--exports")).toBe("no exports\n");
    expect(await of("--databases")).toBe("no SQLite database inside\n");
    expect(await of("--strings", "--search", "POOLWITH")).toBe("0x002842  8 .rdata   ExFreePoolWithTag\n");
    expect(await of("--strings", "--min-length", "13")).not.toContain("ntoskrnl.exe");
    expect(await of("--sections")).toMatch(/\.text +0x140001000 +4,096 +0x1000 +4,096 {2}RX/);
    expect(await of("--headers")).toContain("Image base");
    const all = await of(...IMAGE_PARTS.map((part) => `--${part}`));
    for (const title of ["Headers", "Sections", "Imports", "Strings", "Pool tags", "Findings"]) {
      expect(all).toMatch(new RegExp(`^${title}$`, "m"));
    }
  });

  test.skipIf(mingwIsMissing)("has what is delayed, forwarded or without a name told as such", async () => {
    const image = (await builtImages()).path("library.x64.dll");
    const { stdout } = await driverlensImage([image, "--imports"], folder({}));
    expect(stdout).toContain("delayed.dll: 2 functions, loaded when first called\n  Delayed\n  DelayedToo\n");
    const exports = (await driverlensImage([image, "--exports"], folder({}))).stdout;
    expect(exports).toMatch(/^ +ordinal +address +name\n/);
    expect(exports).toMatch(/\n +\d+ +0x[\da-f]+ +first\n/);
    expect(exports).toMatch(/ forwarded +is other\.Elsewhere\n/);
    expect(exports).toMatch(/\n +7 +0x[\da-f]+\n/);
  });

  test.skipIf(!has("gcc") && !isNeeded)("has no columns of which nothing is known", async () => {
    const cwd = folder({ "lens.ko": moduleOf({ exports: { given: "_gpl", taken: "" } }) });
    const { stdout } = await driverlensImage(["lens.ko", "--exports"], cwd);
    expect(stdout).toBe("  name\n  given  GPL\n  taken\n");
  });

  test("has its databases listed, with the command that opens them", async () => {
    const database = await makeDatabase("CREATE TABLE a (b); INSERT INTO a VALUES (1)");
    const cwd = folder({ "with.sys": Buffer.concat([good, database]) });
    const { stdout } = await driverlensImage(["with.sys", "--databases"], cwd);
    expect(stdout).toMatch(/^SQLite database .*8,192 bytes at 0x3000\n {2}driverlens db with\.sys:0x3000\n$/);
    const blank = folder({ "with one.sys": Buffer.concat([good, database]) });
    expect((await driverlensImage(["with one.sys", "--databases"], blank)).stdout).toContain(
      '  driverlens db "with one.sys:0x3000"\n',
    );
    const opened = driverlens(["db", "with.sys:0x3000", "--schema"], { cwd });
    expect(opened.stdout).toContain("CREATE TABLE a");
  });

  test("is JSON with the report's fields, or those of the parts", async () => {
    const cwd = folder(files);
    const whole = JSON.parse((await driverlensImage(["bad.sys", "--format", "json"], cwd)).stdout);
    expect(whole).toMatchObject({ version: 1, tool: { name: "driverlens" }, file: "bad.sys", machine: "x64" });
    expect(whole.findings.map(({ rule }: { rule: string }) => rule)).toContain("image-user-mode-import");
    const parts = JSON.parse((await driverlensImage(["bad.sys", "-f", "json", "--tags", "--strings"], cwd)).stdout);
    expect(parts.tags[0]).toMatchObject({
      tag: "Evil",
      uses: [{ function: "ExAllocatePool2", address: "0x140001006" }],
    });
    expect(parts.strings.map(({ text }: { text: string }) => text)).toContain("GetTickCount64");
    expect(parts).not.toHaveProperty("imports");
  });

  test("has its findings as SARIF", async () => {
    const { stdout, code } = await driverlensImage(["bad.sys", "--format", "sarif", "--findings"], folder(files));
    const log = JSON.parse(stdout);
    expect(sarifErrors(log)).toEqual([]);
    expect(code).toBe(1);
    const result = log.runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === "image-user-mode-import");
    expect(result.locations[0].physicalLocation.artifactLocation).toEqual({ uri: "bad.sys", uriBaseId: "SRCROOT" });
    expect(result.locations[0].logicalLocations[0].name).toBe("ntoskrnl.exe!GetTickCount64");
    expect(log.runs[0].tool.driver.rules[result.ruleIndex].id).toBe("image-user-mode-import");
  });

  test("is judged by a Windows and by what lies beside it", async () => {
    const inf = '[Version]\nSignature="$WINDOWS NT$"\nClass=System\nClassGuid={4d36e97d-e325-11ce-bfc1-08002be10318}\n';
    const install =
      "[DefaultInstall.NTamd64]\nAddService=Good,2,S\n[S]\nServiceType=1\nStartType=3\nErrorControl=1\nServiceBinary=%13%\\good.sys\n";
    const cwd = folder({ ...files, "Good.inf": Buffer.from(`\ufeff${inf}${install}`, "utf16le") });
    const { stdout } = await driverlensImage(["good.sys", "--target-os", "7"], cwd);
    expect(stdout).toContain("image-newer-import");
    expect(stdout).toContain("Windows 7");
    // On the screen as it is in full: each value with what it is.
    expect(stdout.replaceAll(/\s+/g, " ")).toMatch(/ Good\.inf Names this image .*, Catalog none, For /);
  });

  test("of anybody's steers no terminal", async () => {
    const evil = smallImage(0x8664, code(), ["ExAllocatePool2", "\u001b]0;x\u0007\u009b31m"]);
    const cwd = folder({ "e\u001b[2J.sys": evil });
    for (const part of ["", ...IMAGE_PARTS.map((name) => `--${name}`)]) {
      const { stdout, stderr } = await driverlensImage(["e\u001b[2J.sys", ...(part === "" ? [] : [part])], cwd);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what steers a terminal
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }
  });
});

describe("two images", () => {
  test("are told of by what is another one", async () => {
    const cwd = folder(files);
    const { code, stdout } = await driverlensImage(["good.sys", "--compare", "bad.sys"], cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^good\.sys \(.*\) and bad\.sys \(.*\): \+0 bytes\n/);
    expect(stdout).toContain("Imports: 1 added, 1 removed, 1 the same\n");
    expect(stdout).toContain("  - ntoskrnl.exe ExFreePoolWithTag: at load\n");
    expect(stdout).toContain("  + ntoskrnl.exe GetTickCount64: at load\n");
    expect(stdout).toContain("  + Evil: ExAllocatePool2; 1 call\n");
    const json = JSON.parse((await driverlensImage(["good.sys", "--compare", "bad.sys", "-f", "json"], cwd)).stdout);
    expect(json).toMatchObject({ file: "good.sys", other: "bad.sys", before: { name: "good.sys" } });
  });
});

describe("a script", () => {
  test("is of the debugger that debugs the image", async () => {
    const cwd = folder(files);
    const { code, stdout } = await driverlensImage(["good.sys", "--script", "windbg"], cwd);
    expect(code).toBe(0);
    expect(stdout).toContain("\nbu good!DriverEntry\n");
    expect(stdout).toContain("!poolused 2 Lens");
    expect((await driverlensImage(["good.sys", "--script", "gdb"], cwd)).stderr).toContain("--script windbg");
  });
});

describe("what is written", () => {
  test("is never what is read, and nothing that is there unless it is forced", async () => {
    const cwd = folder({ ...files, "there.txt": "mine" });
    symlinkSync("good.sys", join(cwd, "link.sys"));
    const said = async (...args: string[]) => (await driverlensImage(["good.sys", ...args], cwd)).stderr;
    expect(await said("-o", "./good.sys", "--force")).toContain("is what is read: it is never written to");
    expect(await said("-o", "link.sys", "--force")).toContain("is what is read");
    expect(await said("--compare", "bad.sys", "-o", "bad.sys", "--force")).toContain("is what is read");
    expect(await said("-o", "there.txt")).toContain("there.txt is there; --force overwrites it");
    expect(readFileSync(join(cwd, "there.txt"), "utf8")).toBe("mine");
    expect(await said("-o", "there.txt", "--force", "--imports")).toBe("");
    expect(readFileSync(join(cwd, "there.txt"), "utf8")).toContain("ExAllocatePool2");
    expect(readFileSync(join(cwd, "good.sys")).equals(good)).toBe(true);
  });
});

describe("what cannot be done is said in a sentence", () => {
  test.each([
    [[], "image takes one file: a driver, DLL, kernel module or object"],
    [["a", "b"], "image takes one file; two are compared with --compare"],
    [["none.sys"], "none.sys is not there"],
    [["."], ". is no file"],
    [["text.txt"], "text.txt is neither"],
    [["good.sys", "--imports", "--compare", "bad.sys"], "--imports and --compare are two things: run it twice"],
    [["good.sys", "--script", "windbg", "--compare", "bad.sys"], "--compare and --script are two things"],
    [["good.sys", "--script", "lldb"], '--script must be windbg, gdb, not "lldb"'],
    [["good.sys", "--script", "windbg", "-f", "json"], "--script is text: leave --format out"],
    [["good.sys", "--imports", "-f", "sarif"], "--format sarif is of findings"],
    [["good.sys", "--search", "x"], "--search goes with --strings"],
    [["good.sys", "--strings", "--min-length", "1"], '--min-length must be a number from 2 to 256, not "1"'],
    [["good.sys", "--force"], "--force goes with --output"],
    [["good.sys", "--target-os", "95"], '--target-os: "95" is no Windows version'],
    [["good.sys", "--symvers", "none"], "--symvers: none is not there"],
    [["good.sys", "--compare", "none.sys"], "none.sys is not there"],
    [["good.sys", "--compare", "object.o"], "cannot be compared: one is of Windows, the other of Linux"],
    [["good.sys", "--symvers", "text.txt"], "--symvers is of kernel modules of Linux, and good.sys is of Windows"],
    [["object.o", "--target-os", "8.1"], "--target-os is of drivers of Windows, and object.o is of Linux"],
    [["good.sys", "--compare", "bad.sys", "--fail-on", "error"], "--fail-on is of one image's findings"],
    [["good.sys", "--secitons"], '--secitons is no option of image; did you mean "--sections"?'],
    [["good.sys", "-o", "no/such/../../../../proc/x"], "cannot be written"],
  ])("%j", async (args, sentence) => {
    const { code, stdout, stderr } = await driverlensImage(args, folder(files));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^driverlens: .*\n$/);
    expect(stderr).toContain(sentence);
  });
});

test("as a process: what it prints, and what it ends with", () => {
  const cwd = folder(files);
  const run = driverlens(["image", "bad.sys", "--tags", "--findings"], { cwd });
  expect(run).toMatchObject({ code: 1, stderr: "" });
  expect(run.stdout).toContain("'Evil'  ExAllocatePool2\n");
  expect(driverlens(["image", "bad.sys", "--fail-on", "never"], { cwd }).code).toBe(0);
  expect(driverlens(["image", "text.txt"], { cwd }).code).toBe(2);
});

test("help tells of every option, and of what it ends with", () => {
  const command = parseCommandLine(["help", "image"], parseArgs as ParseArgs);
  expect(command).toEqual({ kind: "help", command: IMAGE });
  const text = helpText(IMAGE, colors("never"), 100);
  for (const { name } of IMAGE.options) expect(text).toContain(`--${name}`);
  expect(text).toContain("1  findings at error level");
});
