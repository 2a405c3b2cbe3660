/** `driverlens decode`: its arguments, its output in both formats, its exit codes, and text that wants to steer a terminal. */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { describe, expect, it, test } from "vitest";
import { colors } from "../../server/src/cli/colors.ts";
import { type ParseArgs, parseCommandLine } from "../../server/src/cli/command-line.ts";
import { type DecodeSettings, decode } from "../../server/src/cli/decode.ts";
import { helpText } from "../../server/src/cli/help.ts";
import { DECODE } from "../../server/src/cli/options.ts";
import { loadFacts } from "../../server/src/facts/index.ts";
import { driverlens, program } from "../support/program.ts";

const facts = loadFacts();
const parse = (...args: string[]) => parseCommandLine(args, parseArgs as ParseArgs);
const run = (texts: readonly string[], more: Partial<DecodeSettings> = {}) =>
  decode(
    texts.map((text) => ({ text, name: `"${text}"` })),
    facts,
    { as: undefined, format: "text", colors: colors("never"), width: 80, version: "1.2.3", ...more },
  );

describe("arguments", () => {
  test("are values and options, in any order", () => {
    expect(parse("decode", "0x1", "--as", "bugcheck", "-f", "json", "Echo", "--no-color")).toEqual({
      kind: "decode",
      options: { values: ["0x1", "Echo"], as: "bugcheck", format: "json", color: "never" },
    });
  });

  test("may be negative", () => {
    expect(parse("decode", "-22", "-1073741823", "-EINVAL", "-", "--", "-5")).toMatchObject({
      options: { values: ["-22", "-1073741823", "-EINVAL", "-", "-5"] },
    });
  });

  test.each([
    [["decode"], "decode needs a value, or - for standard input"],
    [["decode", "1", "--as", "nt"], "--as must be ntstatus, ioctl, bugcheck, tag, hresult, win32, errno"],
    [["decode", "1", "--format", "sarif"], "--format must be text, json"],
    [["decode", "1", "-x"], "-x is no option of decode"],
    [["check", "-22"], "-2 is no option of check"],
  ])("%j are a mistake", (args, message) => {
    expect(parse(...args)).toMatchObject({ kind: "mistake", message: expect.stringContaining(message) });
  });

  test("have a help with the command's own exit codes", () => {
    const help = helpText(DECODE, colors("never"), 100);
    expect(help).toContain("1  nothing is known of one of them");
    expect(help).not.toContain("error level");
  });
});

describe("text", () => {
  it("says what a value is, and its parts", () => {
    expect(run(["0xC0000005"])).toEqual({
      stdout:
        "0xC0000005 STATUS_ACCESS_VIOLATION\n" +
        "  NTSTATUS 0xC0000005 (-1073741819), an error: NT_SUCCESS is FALSE\n" +
        "  - An address was read, written or executed that must not be\n" +
        "  - Facility 0x0 (the system at large), code 0x5\n" +
        "  - Customer bit clear: one of the system's\n",
      stderr: "",
      exitCode: 0,
    });
  });

  it("has what is less likely in a line, and an empty line between values", () => {
    const { stdout } = run(["50", "E_FAIL"]);
    expect(stdout).toContain("\n  perhaps PAGE_FAULT_IN_NONPAGED_AREA: Bug check 0x50\n\nE_FAIL\n  HRESULT 0x80004005");
  });

  it("is no wider than the terminal", () => {
    for (const line of run(["0xD1", "0x222003", "Tag1"], { width: 60 }).stdout.split("\n")) {
      expect(line.length).toBeLessThanOrEqual(60);
    }
  });

  it("tells on the other stream what is not known, and decodes the rest", () => {
    const { stdout, stderr, exitCode } = run(["nonsense", "-22", "IOCTL_MINE"]);
    expect(stdout).toMatch(/^-22 EINVAL\n/);
    expect(stderr).toBe(
      'driverlens: nothing is known of "nonsense"\n' +
        'driverlens: nothing is known of "IOCTL_MINE": it is not one of the system\'s; give its number, or its CTL_CODE(...) in quotes\n',
    );
    expect(exitCode).toBe(1);
    expect(run(["STATUS_PENDING"], { as: "ioctl" }).stderr).toBe(
      'driverlens: "STATUS_PENDING" is no ioctl that is known\n',
    );
  });

  it("shows hostile text as what it is", () => {
    const hostile = "\u001b[31m STATUS_PENDING\u202e \u001b]0;x\u0007 'a\u001bb'";
    const { stdout, stderr } = run([hostile, `\u001b[2J${"x".repeat(1000)}`]);
    expect(stdout).toContain("STATUS_PENDING");
    expect(stdout + stderr).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
    expect(stderr.length).toBeLessThan(300);
  });
});

describe("JSON", () => {
  it("has all decodings with their parts", () => {
    const { stdout, exitCode } = run(["0xC01C0001", "nonsense"], { format: "json" });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      tool: { name: "driverlens", version: "1.2.3" },
      inputs: [
        {
          input: "0xC01C0001",
          values: [
            {
              text: "0xC01C0001",
              decodings: [
                expect.objectContaining({
                  kind: "ntstatus",
                  likelihood: "likely",
                  name: "STATUS_FLT_NO_HANDLER_DEFINED",
                  value: 0xc01c0001,
                  fields: expect.objectContaining({ severity: "error", facility: 0x1c, code: 1, customer: false }),
                }),
              ],
            },
          ],
        },
        { input: "nonsense", values: [] },
      ],
    });
  });
});

describe("the program", () => {
  const piped = (text: string) =>
    spawnSync(process.execPath, [program, "decode", "-"], { input: text, encoding: "utf8", timeout: 50_000 });

  it("decodes values, and ends with 2 on a wrong option", () => {
    const { code, stdout, stderr } = driverlens(["decode", "-22", "0x80070005"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^-22 EINVAL\n(?:.*\n)*\n0x80070005 E_ACCESSDENIED\n/);
    expect(driverlens(["decode", "--bogus"]).code).toBe(2);
  });

  it("reads a text from standard input", () => {
    const { status, stdout } = piped("DRIVER_POWER_STATE_FAILURE (9f)\nArg1: 0000000000000003, text\n");
    expect(stdout).toContain("  - Parameter 1 (which mistake it is): 0x3, an IRP is blocked for too long");
    expect(status).toBe(0);
    expect(piped("nothing here\n")).toMatchObject({
      status: 1,
      stdout: "",
      stderr: "driverlens: nothing is known of standard input\n",
    });
    expect(piped(`0xC0000005 in\n${"x\n".repeat(3_000_000)}`).status).toBe(0);
  });
});
