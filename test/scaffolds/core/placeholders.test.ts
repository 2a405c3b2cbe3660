/** What stands for what: names of every shape, tags, GUIDs, the day, and answers that look like placeholders themselves. */
import { describe, expect, test } from "vitest";
import { fillIn, valuesOf } from "../../../server/src/scaffolds/placeholders.ts";
import { projectNamed } from "./sample.ts";

const filled = (text: string, name: string, answers: Readonly<Record<string, string>> = {}): string =>
  fillIn(text, valuesOf(projectNamed(name, answers)));

describe("names", () => {
  test.each([
    ["DiskWatch", "DISK_WATCH", "diskwatch"],
    ["USBHub2", "USB_HUB2", "usbhub2"],
    ["Usb2Hub", "USB2_HUB", "usb2hub"],
    ["X_1", "X_1", "x_1"],
    ["AaBCc", "AA_B_CC", "aabcc"],
    ["HID", "HID", "hid"],
    ["My_Driver", "MY_DRIVER", "my_driver"],
  ])("%s is %s in macros and %s in file names", (name, upper, lower) => {
    expect(filled("NewDriverCreate NEW_DRIVER_POOL_TAG newdriver.h", name)).toBe(
      `${name}Create ${upper}_POOL_TAG ${lower}.h`,
    );
  });

  test("stand within other words, and nothing else is touched", () => {
    expect(filled("EvtNewDriverIo(NEWDRIVER, newDriver, New Driver)", "Echo")).toBe(
      "EvtEchoIo(NEWDRIVER, newDriver, New Driver)",
    );
  });
});

describe("pool tags", () => {
  test.each([
    ["DiskWatch", "'1siD'"],
    ["X_1y", "'1y1X'"],
    ["Ab_", "'1xbA'"],
    ["HID", "'1DIH'"],
  ])("of %s end with its first letters, reversed", (name, literal) => {
    expect(filled("'1weN'", name)).toBe(literal);
  });

  test("begin with them where they are bytes", () => {
    expect(filled('Pool::new(*b"New1")', "DiskWatch")).toBe('Pool::new(*b"Dis1")');
    expect(filled('Pool::new(*b"New1")', "Ab_")).toBe('Pool::new(*b"Abx1")');
  });

  test("have four characters, as ExAllocatePool2 wants them", () => {
    for (const name of ["Abc", "A__", "ABCDEFG"]) {
      expect(filled("'2weN'", name)).toMatch(/^'2[A-Za-z\d]{3}'$/);
    }
  });
});

describe("GUIDs", () => {
  test("are the project's own, one for each digit", () => {
    expect(filled("{11111111-1111-1111-1111-111111111111} 99999999-9999-9999-9999-999999999999", "Echo")).toBe(
      "{abcdef00-1234-5678-9abc-def012345678} abcdef08-1234-5678-9abc-def012345678",
    );
  });

  test("are the same as arguments of DEFINE_GUID", () => {
    const argumentsOf = (digit: string): string =>
      `0x${digit.repeat(8)}, 0x${digit.repeat(4)}, 0x${digit.repeat(4)}${`, 0x${digit.repeat(2)}`.repeat(8)}`;
    expect(filled(`DEFINE_GUID(GUID_NewDriver, ${argumentsOf("2")});`, "Echo")).toBe(
      "DEFINE_GUID(GUID_Echo, 0xabcdef01, 0x1234, 0x5678, 0x9a, 0xbc, 0xde, 0xf0, 0x12, 0x34, 0x56, 0x78);",
    );
  });
});

describe("answers", () => {
  test("stand where they are named, the day as an INF has it", () => {
    const text = 'DriverVer = 01/02/2003,1.0.0.0\nProvider = "NewProvider"\nNEW_ANSWER_WHERE';
    expect(filled(text, "Echo", { provider: "Contoso", where: "here" })).toBe(
      'DriverVer = 11/21/2026,1.0.0.0\nProvider = "Contoso"\nhere',
    );
  });

  test("that are placeholders themselves stay as they are", () => {
    const answers = { provider: "NewDriver NEW_ANSWER_WHERE 01/02/2003", where: "NewProvider" };
    expect(filled("NewProvider|NEW_ANSWER_WHERE|NewDriver", "Echo", answers)).toBe(
      "NewDriver NEW_ANSWER_WHERE 01/02/2003|NewProvider|Echo",
    );
  });

  test("that are patterns or replacements to a RegExp are texts", () => {
    expect(filled("NewProvider", "Echo", { provider: "$& $1 $` (.*)" })).toBe("$& $1 $` (.*)");
  });
});
