// Running text: what is picked out of a debugger's output and of logs, and what is left alone; hostile text.
import { describe, expect, it } from "vitest";
import { decodeText, maximumText } from "../../../server/src/engine/decode/scan.ts";
import { plaintextOf } from "../../../server/src/engine/reading/hover/card.ts";
import { loadFacts } from "../../../server/src/facts/index.ts";
import { cpuMilliseconds } from "../../support/cpu-time.ts";

const facts = loadFacts();
const found = (text: string): string[] =>
  decodeText(text, facts).map(({ decodings: [{ kind, name, value }] }) => `${kind} ${name ?? value}`);

/** What !analyze -v prints, in its form. */
const analysis = `
PAGE_FAULT_IN_NONPAGED_AREA (50)
Arguments:
Arg1: ffffb00e4c3f2010, memory referenced.
Arg2: 0000000000000002, read or write.
Arg3: fffff80a1b6d1234, the instruction.
Arg4: 0000000000000000, (reserved)

BUGCHECK_CODE:  50
BUGCHECK_P1: ffffb00e4c3f2010
PROCESS_NAME:  System
TRAP_FRAME:  fffff80312345678 -- (.trap 0xfffff80312345678)
rax=0000000000000000 rcx=00000000c0000022 cs=0010
EXCEPTION_CODE: (NTSTATUS) 0xc0000005 - text
FAILURE_BUCKET_ID:  AV_INVALID_echo!EchoRead
fffff803\`12345678 0f1f4400  nop
`;

describe("running text", () => {
  it.each([
    ["BugCheck 0xD1", ["bugcheck DRIVER_IRQL_NOT_LESS_OR_EQUAL"]],
    ["Bug Check 0x9F: DRIVER_POWER_STATE_FAILURE", ["bugcheck DRIVER_POWER_STATE_FAILURE"]],
    ["IRQL_NOT_LESS_OR_EQUAL (a)", ["bugcheck IRQL_NOT_LESS_OR_EQUAL"]],
    ["*** STOP: 0x0000000A (0x00000000,0x00000002,0x00000001,0x80501234)", ["bugcheck IRQL_NOT_LESS_OR_EQUAL"]],
    ["The bugcheck was: 0x0000009f (0x0000000000000003, 0xff, 0xfe, 0xfd).", ["bugcheck DRIVER_POWER_STATE_FAILURE"]],
    ["0x0000009f (0x0000000000000003, 0xff, 0xfe, 0xfd)", ["bugcheck DRIVER_POWER_STATE_FAILURE"]],
    ["DeviceIoControl(0x222003) failed with error 87", ["win32 ERROR_INVALID_PARAMETER"]],
    ["sent IOCTL 0x222003 to it", ["ioctl 2236419"]],
    ["Status 0xC00000BB from IOCTL 0x222003", ["ntstatus STATUS_NOT_SUPPORTED", "ioctl 2236419"]],
    ["IRP done, Status c00000bb, hr = 0x80070005", ["ntstatus STATUS_NOT_SUPPORTED", "hresult E_ACCESSDENIED"]],
    ["echo: probe failed with error -12", ["errno ENOMEM"]],
    ["read returned -EINVAL.", ["errno EINVAL"]],
    ["leaks with pool tag Echo, 12 blocks", ["tag Echo"]],
    ["it said STATUS_DEVICE_NOT_READY twice", ["ntstatus STATUS_DEVICE_NOT_READY"]],
    ["value ffffffff`c0000005 there", ["ntstatus STATUS_ACCESS_VIOLATION"]],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("of !analyze gives the bug check with its parameters, and the exception", () => {
    expect(found(analysis)).toEqual(["bugcheck PAGE_FAULT_IN_NONPAGED_AREA", "ntstatus STATUS_ACCESS_VIOLATION"]);
    const [first] = decodeText(analysis, facts);
    expect(first && plaintextOf(first.decodings[0].card)).toContain(
      "- Parameter 2 (what was done: 0 read, 1 or 2 written, 8 or 0x10 executed): 0x2\n- Parameter 3 (the address of the instruction that did it, where known): 0xFFFFF80A1B6D1234\n",
    );
  });

  it("has parameters in the line itself, wherever the code is said first", () => {
    const [first, ...others] = decodeText("Code: BUGCHECK_CODE: d1\nBugCheck D1, {8, 2, 0, fffff80a1b6d1234}", facts);
    expect(others).toEqual([]);
    expect(first?.decodings[0].fields.arguments).toEqual(["0x8", "0x2", "0x0", "0xFFFFF80A1B6D1234"]);
  });

  it("has parameters in lines of their own for the bug check that it is about alone", () => {
    const [, other] = decodeText(`${analysis}\nlast week it was BugCheck 9F`, facts).filter(
      ({ decodings: [{ kind }] }) => kind === "bugcheck",
    );
    expect(other?.decodings[0]).toMatchObject({ name: "DRIVER_POWER_STATE_FAILURE", fields: { arguments: [] } });
  });

  it("is full of numbers that mean nothing", () => {
    for (const text of [
      "read 0x1000 bytes at 0x00000010",
      "stop there",
      "bad stop: dead end",
      "a b c d",
      "error -5000 of 0x12345678",
      "I HAVE_NO_IDEA",
      "-EVERYTHING is E_NOTHING",
    ]) {
      expect(found(text), text).toEqual([]);
    }
  });

  it("can be limited to a kind", () => {
    const kinds = decodeText(analysis, facts, "ntstatus").map(({ decodings: [{ kind }] }) => kind);
    expect(kinds).toEqual(["ntstatus"]);
  });
});

describe("hostile text", () => {
  it.each([
    ["a long line", "0xC0000005 ".repeat(100_000)],
    ["one word", "A_".repeat(500_000)],
    ["parentheses", `stop: 1 ${"(".repeat(500_000)}`],
    ["blanks", `bug check${" ".repeat(500_000)}x`],
    ["ticks", "ffffffff`".repeat(100_000)],
    ["labels", "status status hr error ioctl tag ".repeat(30_000)],
    ["short lines", "BugCheck D1, {1\n".repeat(70_000)],
    ["a number without an end", "9".repeat(1_000_000)],
  ])("%s is done soon", (_, text) => {
    const started = cpuMilliseconds();
    decodeText(text, facts);
    expect(cpuMilliseconds() - started).toBeLessThan(3000);
  });

  it("ends somewhere", () => {
    expect(found(`${" \n".repeat(maximumText)}0xC0000005 again`)).toEqual([]);
    const many = Array.from({ length: 2000 }, (_, index) => `IOCTL 0x${(0x222000 + index * 4).toString(16)}`);
    expect(found(many.join("\n"))).toHaveLength(200);
  });

  it("is not taken for names of objects", () => {
    for (const text of [
      "__proto__",
      "constructor",
      "toString",
      "hasOwnProperty",
      "\u0000\u0001\u0002\u0003",
      "\u202e\ud800",
    ]) {
      expect(found(text)).toEqual([]);
    }
  });
});
