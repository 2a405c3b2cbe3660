/** The words of the status item, for the eyes and for a screen reader. */
import { describe, expect, test } from "vitest";
import { kindText, type StatusInput, statusText } from "../../client/src/status-text.ts";
import type { FileStatus } from "../../server/src/lsp/protocol.ts";

const file: FileStatus = {
  uri: "file:///drv/echo.c",
  kind: "windows-kernel",
  reason: "DriverType KMDF in echo.vcxproj",
  unit: "echo",
  unitId: "/w/echo.vcxproj",
  target: { text: "Windows 10, version 1809", saidBy: "WindowsTargetPlatformMinVersion in echo.vcxproj" },
  errors: 1,
  warnings: 2,
  hints: 0,
  suppressed: 0,
  functions: 14,
  skippedFunctions: 0,
  isSettled: true,
};

const input = (changes: Partial<StatusInput>): StatusInput => ({
  server: "running",
  enabled: true,
  activity: undefined,
  fileName: "echo.c",
  file,
  ...changes,
});

const withFile = (changes: Partial<FileStatus>): StatusInput => input({ file: { ...file, ...changes } });

describe("the item", () => {
  test("counts findings and shows the worst of them", () => {
    expect(statusText(input({})).text).toBe("$(error) driverlens: 3 findings");
    expect(statusText(withFile({ errors: 0, warnings: 1 })).text).toBe("$(warning) driverlens: 1 finding");
    expect(statusText(withFile({ errors: 0, warnings: 0 })).text).toBe("$(pass) driverlens");
  });

  test("says how many functions are skipped", () => {
    const status = statusText(withFile({ skippedFunctions: 2 }));
    expect(status.text).toBe("$(error) driverlens: 3 findings, 2 skipped");
    expect(status.details).toContain("2 of 14 functions skipped: not everything in them could be read");
  });

  test("does not count where nothing is checked", () => {
    const status = statusText(withFile({ kind: "windows-user", reason: "ConfigurationType Application", errors: 0 }));
    expect(status.text).toBe("$(circle-outline) driverlens: not kernel code");
    expect(status.details).toEqual([
      "driverlens: echo.c",
      "Windows user-mode code, not checked (ConfigurationType Application)",
    ]);
  });

  test("turns while the server starts or works", () => {
    expect(statusText(input({ server: "starting", file: undefined })).text).toBe("$(loading~spin) driverlens");
    const busy = statusText(input({ activity: "Reading projects" }));
    expect(busy.text).toBe("$(loading~spin) driverlens: 3 findings");
    expect(busy.details.at(-1)).toBe("Reading projects...");
  });

  test("says that it is turned off, and where", () => {
    const status = statusText(input({ enabled: false }));
    expect(status.text).toBe("$(circle-slash) driverlens: off");
    expect(status.spoken).toContain("driverlens.enable");
  });

  test("is an error when the server does not run, whatever was known before", () => {
    const status = statusText(input({ server: "failed" }));
    expect(status).toMatchObject({ text: "$(error) driverlens", severity: "error" });
    expect(status.spoken).toContain("does not run");
  });
});

describe("details", () => {
  test("say what the file is, for which Windows, and who says so", () => {
    expect(statusText(withFile({ suppressed: 4 })).details).toEqual([
      "driverlens: echo.c",
      "1 error, 2 warnings, 4 suppressed",
      "Windows kernel code (DriverType KMDF in echo.vcxproj)",
      "Oldest Windows: Windows 10, version 1809 (WindowsTargetPlatformMinVersion in echo.vcxproj)",
      "14 functions, all read",
    ]);
  });

  test("say how a target is given where none is known, to Windows drivers only", () => {
    expect(statusText(withFile({ target: undefined })).details).toContain(
      "Oldest Windows: not known; set driverlens.targetWindows",
    );
    const linux = statusText(withFile({ kind: "linux-kernel", target: undefined }));
    expect(linux.details.join()).not.toContain("Windows");
  });

  test("say nothing of functions where there are none", () => {
    expect(statusText(withFile({ functions: 0 })).details.at(-1)).toBe("No functions");
  });

  test("are spoken as sentences without icons", () => {
    const { spoken } = statusText(input({}));
    expect(spoken).toMatch(/^driverlens: echo\.c\. 1 error, 2 warnings\. /);
    expect(spoken).not.toContain("$(");
  });
});

test("the menu's heading names the kind and the target", () => {
  expect(kindText(file)).toBe(
    "Windows kernel code: DriverType KMDF in echo.vcxproj; for Windows 10, version 1809 and later",
  );
});
