// One value: what it is taken for, in which order, and what its parts are.
import { describe, expect, it } from "vitest";
import { ctlCode } from "../../../server/src/analysis/values/control-codes.ts";
import { decodeValue } from "../../../server/src/engine/decode/decode.ts";
import { type DecodingKind, decodingKinds } from "../../../server/src/engine/decode/decoding.ts";
import { plaintextOf } from "../../../server/src/engine/reading/hover/card.ts";
import { loadFacts } from "../../../server/src/facts/index.ts";
import { readRows } from "../../facts/data.ts";

const facts = loadFacts();
const all = (text: string, as?: DecodingKind) => decodeValue(text, facts, { as });
const kinds = (text: string): string[] => all(text).map(({ kind, name, value }) => `${kind} ${name ?? value}`);
const best = (text: string, as?: DecodingKind): string => {
  const [first] = all(text, as);
  return first === undefined ? "" : plaintextOf(first.card);
};
const fields = (text: string, as?: DecodingKind) => all(text, as)[0]?.fields;

describe("what a value is taken for", () => {
  it.each([
    ["0xC0000005", ["ntstatus STATUS_ACCESS_VIOLATION"]],
    ["0xC00000BB", ["ntstatus STATUS_NOT_SUPPORTED"]],
    ["-1073741823", ["ntstatus STATUS_UNSUCCESSFUL"]],
    ["3221225477", ["ntstatus STATUS_ACCESS_VIOLATION"]],
    ["c0000005", ["ntstatus STATUS_ACCESS_VIOLATION"]],
    ["0C0000005h", ["ntstatus STATUS_ACCESS_VIOLATION"]],
    ["0xC0000005L", ["ntstatus STATUS_ACCESS_VIOLATION"]],
    ["ffffffffc0000005", ["ntstatus STATUS_ACCESS_VIOLATION"]],
    ["ffffffff`c0000005", ["ntstatus STATUS_ACCESS_VIOLATION"]],
    ["status_pending", ["ntstatus STATUS_PENDING"]],
    ["0x222003", ["ioctl 2236419"]],
    ["0n2236419", ["ioctl 2236419"]],
    ["IOCTL_DISK_GET_DRIVE_GEOMETRY", ["ioctl IOCTL_DISK_GET_DRIVE_GEOMETRY"]],
    ["0x70000", ["ioctl IOCTL_DISK_GET_DRIVE_GEOMETRY"]],
    ["CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_NEITHER, FILE_ANY_ACCESS)", ["ioctl 2236419"]],
    ["0x9C40E406", ["ioctl 2621498374"]],
    // A vendor's device type and function go before an HRESULT that nobody knows.
    ["0x80222007", ["ioctl 2149720071", "hresult 2149720071", "ntstatus 2149720071"]],
    ["0x4001C00", ["ioctl 67116032"]],
    ["PAGE_FAULT_IN_NONPAGED_AREA", ["bugcheck PAGE_FAULT_IN_NONPAGED_AREA"]],
    ["0x1000007E", ["bugcheck SYSTEM_THREAD_EXCEPTION_NOT_HANDLED"]],
    ["SYSTEM_THREAD_EXCEPTION_NOT_HANDLED_M", ["bugcheck SYSTEM_THREAD_EXCEPTION_NOT_HANDLED"]],
    ["0x80070005", ["hresult E_ACCESSDENIED"]],
    ["80070005", ["hresult E_ACCESSDENIED"]],
    ["0xD0000005", ["hresult 3489660933"]],
    ["HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED)", ["hresult E_ACCESSDENIED"]],
    ["ERROR_MORE_DATA", ["win32 ERROR_MORE_DATA"]],
    ["0xE000020B", ["win32 ERROR_NO_SUCH_DEVINST", "ntstatus 3758096907"]],
    ["-22", ["errno EINVAL"]],
    ["EINVAL", ["errno EINVAL"]],
    ["-EINVAL", ["errno EINVAL"]],
    ["0xFFFFFFEA", ["errno EINVAL"]],
    ["Echo", ["tag Echo"]],
    ["1gaT", ["tag 1gaT"]],
    ["'ohcE'", ["tag Echo"]],
    ['"Dsk "', ["tag Dsk "]],
    // What stands in a source as a number, and a driver's own status with the same shape.
    ["0x6F686345", ["tag Echo", "ntstatus 1869112133", "ioctl 1869112133"]],
    ["0xE0010002", ["ntstatus 3758161922"]],
  ])("%s", (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it("hangs on how it is written where it may be several things", () => {
    expect(kinds("0x9F").slice(0, 2)).toEqual(["bugcheck DRIVER_POWER_STATE_FAILURE", "win32 ERROR_BAD_THREADID_ADDR"]);
    expect(kinds("159")[0]).toBe("win32 ERROR_BAD_THREADID_ADDR");
    expect(kinds("d1")[0]).toBe("bugcheck DRIVER_IRQL_NOT_LESS_OR_EQUAL");
    // Debuggers leave the 0x out.
    expect(kinds("50")).toEqual(["win32 ERROR_NOT_SUPPORTED", "bugcheck PAGE_FAULT_IN_NONPAGED_AREA"]);
    expect(kinds("22")).toEqual(["win32 ERROR_BAD_COMMAND", "bugcheck FILE_SYSTEM", "errno EINVAL"]);
    expect(kinds("0")[0]).toBe("ntstatus STATUS_SUCCESS");
    expect(kinds("0x103")[0]).toBe("ntstatus STATUS_PENDING");
  });

  it("can be said", () => {
    expect(best("0x80070005", "ntstatus")).toContain("NTSTATUS 0x80070005 (-2147024891), a warning");
    expect(best("50", "bugcheck")).toContain("PAGE_FAULT_IN_NONPAGED_AREA");
    expect(best("22", "errno")).toContain("EINVAL");
    expect(best("0xC0000005", "ioctl")).toContain("Device type 0xC000 (a vendor's)");
    expect(best("face", "tag")).toContain("'ecaf'");
    expect(best("STATUS_PENDING", "ntstatus")).toContain("STATUS_PENDING");
    expect(all("STATUS_PENDING", "ioctl")).toEqual([]);
    expect(all("5000000000", "ntstatus")).toEqual([]);
    for (const as of decodingKinds) {
      expect(all("nonsense", as)).toEqual([]);
    }
  });

  it("is nothing where nobody knows", () => {
    for (const text of [
      "",
      " ",
      "-",
      "0x",
      "0xG",
      "fffff80312345678",
      "123456789012345678901234",
      "foo bar",
      "0x12340001",
      "IOCTL_MINE",
      "CTL_CODE(1,2)",
      "CTL_CODE(FILE_DEVICE_UNKNOWN, 0x1000, 0, 0)",
      "'Tag12'",
    ]) {
      expect(kinds(text), text).toEqual([]);
    }
  });
});

describe("the parts", () => {
  it("of an NTSTATUS", () => {
    expect(best("0xC01C0001")).toContain("- Facility FACILITY_FILTER_MANAGER (0x1C), code 0x1\n- Customer bit clear");
    expect(fields("0xE0010002")).toMatchObject({
      severity: "error",
      customer: true,
      facility: 1,
      facilityName: null,
      code: 2,
    });
    expect(fields("0x80000005")).toMatchObject({ severity: "warning", ntSuccess: false });
    expect(fields("0x40000000")).toMatchObject({ severity: "information", ntSuccess: true });
  });

  it("of a name that shares its value are told under that name", () => {
    expect(best("STATUS_WAIT_0").split("\n")[0]).toBe("STATUS_WAIT_0");
    expect(best("STATUS_WAIT_0")).toMatch(/\n- Also .*STATUS_SUCCESS/);
    expect(best("STATUS_SUCCESS")).toMatch(/\n- Also .*STATUS_WAIT_0/);
  });

  it("of an HRESULT", () => {
    expect(best("0xD0000005")).toBe(
      "HRESULT_FROM_NT(STATUS_ACCESS_VIOLATION)\nHRESULT 0xD0000005 (-805306363), a failure: SUCCEEDED is FALSE\n- FACILITY_NT_BIT (0x10000000) is set: HRESULT_FROM_NT(STATUS_ACCESS_VIOLATION)\n- An address was read, written or executed that must not be",
    );
    expect(fields("0x80070490")).toMatchObject({ facility: 7, code: 1168, win32ErrorName: "ERROR_NOT_FOUND" });
    expect(fields("0x88890004")).toMatchObject({ facilityName: "FACILITY_AUDCLNT", code: 4 });
    // HRESULT_FROM_WIN32 leaves alone what is an HRESULT already.
    expect(kinds("HRESULT_FROM_WIN32(0x80004005)")).toEqual(["hresult E_FAIL"]);
    expect(kinds("HRESULT_FROM_WIN32(0)")).toEqual(["hresult S_OK"]);
  });

  it("of a control code", () => {
    expect(fields("0x22E00B")).toEqual({
      device: 0x22,
      deviceName: "FILE_DEVICE_UNKNOWN",
      function: 0x802,
      method: 3,
      methodName: "METHOD_NEITHER",
      access: 3,
      accessNames: ["FILE_READ_ACCESS", "FILE_WRITE_ACCESS"],
      aliases: [],
    });
  });

  it("of a bug check with parameters say what these are", () => {
    const [found] = decodeValue("0x1E", facts, { args: [0xffffffffc0000005n, 0xfffff80312345678n, 1n] });
    const text = found === undefined ? "" : plaintextOf(found.card);
    expect(text).toContain(
      "- Parameter 1 (the exception's code): 0xFFFFFFFFC0000005, STATUS_ACCESS_VIOLATION, an address",
    );
    expect(text).toContain("- Parameter 2 (the address where it happened): 0xFFFFF80312345678\n");
    expect(text).toContain("- Parameter 4: its second argument");
    const [irql] = decodeValue("0xD1", facts, { args: [0n, 5n] });
    expect(irql && plaintextOf(irql.card)).toContain(
      "- Parameter 2 (the IRQL at that time): 0x5, above DISPATCH_LEVEL\n",
    );
  });

  it("of a pool tag are told for both orders", () => {
    const shown = best("Tag1");
    expect(shown).toContain(
      "Pool tag: '1gaT' in the source; !poolused, !pool and PoolMon show Tag1\n- Value 0x31676154",
    );
    expect(shown).toContain("- Written 'Tag1' in the source it would be 0x54616731, and shown as 1gaT");
    expect(best("'Tag1'")).toContain(
      "Pool tag: 'Tag1' in the source; !poolused, !pool and PoolMon show 1gaT\n- Value 0x54616731",
    );
    expect(best('"Dsk "')).toContain("!poolused 2 Dsk? (nonpaged first)");
  });
});

describe("the tables", () => {
  it.each([
    ["ntstatus", "ntstatus"],
    ["hresults", "hresult"],
    ["win32-errors", "win32"],
    ["bug-checks", "bugcheck"],
    ["linux-errno", "errno"],
  ] as const)("%s is decoded by name and by number", (table, kind) => {
    for (const { name = "", value = "" } of readRows(table)) {
      const byName = all(name, kind)[0];
      expect(byName?.name, name).toBe(name);
      expect(byName?.value).toBe(Number(value));
      expect(all(value, kind)[0]?.value, value).toBe(Number(value));
    }
  });

  it("has control codes whose parts make them again", () => {
    for (const { name = "", value = "" } of readRows("control-codes").filter((row) => row.kind === "code")) {
      const parts = fields(name) ?? {};
      const made = ctlCode(Number(parts.device), Number(parts.function), Number(parts.method), Number(parts.access));
      expect(made, name).toBe(Number(value));
      expect(all(value)[0]?.kind).toBe("ioctl");
    }
  });

  it("says of values of bug checks' parameters what the parameter is, too", () => {
    for (const { name = "", parameter = "" } of readRows("bug-check-values")) {
      expect(facts.bugCheck.byName(name)?.parameters[Number(parameter) - 1]?.values.size, name).toBeGreaterThan(0);
    }
  });
});
