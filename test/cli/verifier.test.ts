/** The verifier's commands on a terminal and for scripts: how they are set, and the built program that prints them. */
import { describe, expect, it } from "vitest";
import { colors } from "../../server/src/cli/colors.ts";
import { formatAdvice } from "../../server/src/cli/verifier.ts";
import type { CheckReport, UnitAdviceReport } from "../../server/src/engine/verifier/report.ts";
import { driverlens, folder } from "../support/program.ts";

const pool: CheckReport = {
  id: "special-pool",
  title: "Special pool",
  bit: "0x1",
  ruleClass: 1,
  standard: true,
  since: "Windows 2000",
  until: null,
  again: null,
  reasons: [
    {
      use: "pool-allocation",
      text: "allocates pool",
      count: 4,
      names: [
        { name: "ExAllocatePool2", count: 3 },
        { name: "ExAllocatePoolWithTag", count: 1 },
      ],
      rules: [],
      places: [
        { path: "ring.c", line: 41, column: 9 },
        { path: "ring.c", line: 70, column: 9 },
        { path: "ring.c", line: 90, column: 9 },
      ],
    },
  ],
  fitsAnyDriver: false,
  neededBy: [],
  bugChecks: [
    { code: "0xC1", parameter: null, name: "SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION" },
    { code: "0xC4", parameter: "0x62", name: "DRIVER_VERIFIER_DETECTED_VIOLATION" },
  ],
  finds: "writes beyond the end",
  costs: "a page each",
  page: "https://example.org/special-pool",
};

const unit: UnitAdviceReport = {
  unit: "ring",
  project: "ring.vcxproj",
  platform: "windows",
  image: { file: "ring.sys", doubt: null, beside: [] },
  target: { windows: "Windows 7", saidBy: "TargetVersion in ring.vcxproj" },
  runs: [
    {
      run: "checks",
      with: [],
      commands: [
        {
          form: "flags",
          text: "verifier /flags 0x1 /driver ring.sys",
          from: "Windows 7",
          to: "Windows 8.1",
          lacks: [],
        },
        {
          form: "flags",
          text: "verifier /flags 0x3 /driver ring.sys",
          from: "Windows 10",
          to: "Windows 10, version 1709",
          lacks: [],
        },
        {
          form: "classes",
          text: "verifier /ruleclasses 1 34 /driver ring.sys",
          from: "Windows 11",
          to: null,
          lacks: ["WDF verification"],
        },
        { form: "now", text: "verifier /dif 1 /now /driver ring.sys", from: "Windows 11", to: null, lacks: [] },
      ],
      checks: [pool],
    },
  ],
  settings: [],
  standardBeside: ["DMA checking"],
  tags: [],
};

const text = (
  detail: "quiet" | "normal" | "verbose",
  units: readonly UnitAdviceReport[] = [unit],
  width = 80,
): string => [...formatAdvice(units, { colors: colors("never"), width, detail })].join("");

describe("text", () => {
  it("has the commands of the oldest and the newest Windows, and each check with its reason and places", () => {
    const written = text("normal");
    expect(
      written.slice(0, written.indexOf("\nHow to run it")),
    ).toBe(`ring (ring.vcxproj), for Windows 7 and later (TargetVersion in ring.vcxproj)

First: what finds mistakes
  verifier /flags 0x1 /driver ring.sys
      Windows 7 to Windows 8.1
  verifier /flags 0x3 /driver ring.sys
      Windows 10 to Windows 10, version 1709
  verifier /ruleclasses 1 34 /driver ring.sys
      Windows 11 and later; it cannot turn on WDF verification
  verifier /dif 1 /now /driver ring.sys
      Windows 11 and later, without a restart

  Special pool (flag 0x1, rule class 1, standard, since Windows 2000)
    because  it allocates pool: ExAllocatePool2 (3), ExAllocatePoolWithTag;
             ring.c:41, ring.c:70 and 2 more
    finds    writes beyond the end. Bug check 0xC1, 0xC4 (0x62)
    costs    a page each

  verifier /standard turns on besides: DMA checking. Nothing that is seen here
  asks for it.
`);
  });

  it("says how to look at it and undo it, and that it is for a machine for tests", () => {
    const how = text("normal").slice(text("normal").indexOf("How to run it"));
    expect(how.replace(/\s+/g, " ")).toContain("On a machine for tests, as administrator");
    const ways = ["/querysettings", "/query ", "/bootmode oneboot", "/bootmode resetonbootfail", "/stop", "/reset"];
    for (const command of ways) expect(how).toContain(`verifier ${command}`);
    expect(how.replace(/\s+/g, " ")).toContain("where the machine no longer starts, in safe mode");
  });

  it("is the commands alone where it is to be quiet, and all places where it is not", () => {
    expect(text("quiet")).not.toMatch(/because|How to run|\/now/);
    expect(text("quiet")).toContain("  verifier /ruleclasses 1 34 /driver ring.sys\n");
    expect(text("verbose").replace(/\s+/g, " ")).toContain("ring.c:41, ring.c:70, ring.c:90 and 1 more");
  });

  it("breaks no command, and steers no terminal", () => {
    const evil = { ...unit, unit: "a\u001b[2Jb", image: { ...unit.image, doubt: "It is \u202eevil." } };
    const written = text("normal", [evil], 40);
    expect(written).not.toContain("\u001b[2J");
    expect(written).not.toContain("\u202e");
    expect(written).toContain("  verifier /ruleclasses 1 34 /driver ring.sys\n");
    const others = written.split("\n").filter((line) => line.length > 40 && !/^ {2}verifier /.test(line));
    expect(others).toEqual([]);
  });
});

interface JsonUnit {
  readonly unit: string;
  readonly project: string;
  readonly platform: string;
  readonly image: { readonly file: string };
  readonly runs: readonly {
    readonly run: string;
    readonly commands: readonly { readonly text: string }[];
    readonly checks: readonly CheckReport[];
  }[];
}

const json = (...args: readonly string[]): readonly JsonUnit[] => {
  const { stdout, stderr, code } = driverlens(["verifier", ...args, "--format", "json"]);
  expect([stderr, code]).toEqual(["", 0]);
  return JSON.parse(stdout).units;
};

describe("driverlens verifier", () => {
  it("has commands of its own for each of several drivers, with places that are there", () => {
    const units = json("test/e2e/two-drivers");
    expect(units.map(({ unit: name, image }) => [name, image.file])).toEqual([
      ["ring", "ring.sys"],
      ["timer", "timer.sys"],
    ]);
    for (const { runs, image } of units) {
      expect(runs[0]?.commands[0]?.text).toMatch(/^verifier \/ruleclasses [\d ]+ \/driver /);
      expect(runs.every(({ commands }) => commands.every((command) => command.text.endsWith(image.file)))).toBe(true);
    }
    const [ring, timer] = units.map(({ runs }) => runs.flatMap(({ checks }) => checks));
    const places = ring?.flatMap(({ reasons }) => reasons.flatMap((one) => one.places)) ?? [];
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter(({ path, line }) => !path.startsWith("test/e2e/two-drivers/") || line < 1)).toEqual([]);
    // It initialises a DPC and no more: what fits any driver is left.
    expect(timer?.map(({ id, fitsAnyDriver }) => [id, fitsAnyDriver])).toEqual([["code-integrity", true]]);
  });

  it("goes by what each template uses", () => {
    const checks = (template: string): readonly string[] =>
      json(`templates/${template}`)[0]?.runs.flatMap((run) => run.checks.map(({ id }) => id)) ?? [];
    const [wdm, kmdf, minifilter] = ["wdm", "kmdf", "minifilter"].map(checks);
    expect(wdm).toContain("io-verification");
    expect(wdm).not.toContain("wdf");
    expect(kmdf).toContain("wdf");
    expect(kmdf).not.toContain("filter");
    expect(minifilter).toContain("filter");
    expect(minifilter).not.toContain("deadlock");
  });

  it("takes a project file as well as its folder, and the oldest Windows from the command line", () => {
    expect(json("templates/wdm/dispatch.c")).toEqual(json("templates/wdm"));
    const { stdout } = driverlens(["verifier", "templates/wdm", "--target-os", "6.1", "-q"]);
    expect(stdout).toContain("for Windows 7 and later (--target-os)");
    expect(stdout).toMatch(/verifier \/flags 0x[0-9A-F]+ \/driver NewDriver\.sys\n {6}Windows 7\n/);
  });

  it("says the same on several threads", () => {
    expect(json("examples", "--jobs", "2")).toEqual(json("examples"));
  });

  it("names the kernel's options for a Linux module, and none of Windows", () => {
    const { stdout, code } = driverlens(["verifier", "templates/linux-module"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Driver Verifier is of Windows.");
    expect(stdout).toContain("  CONFIG_KASAN=y\n");
    expect(stdout).toContain("  CONFIG_FAULT_INJECTION=y\n");
    expect(stdout).not.toContain("verifier /");
  });

  it("has the standard checks for a driver in Rust", () => {
    const { stdout, code } = driverlens(["verifier", "templates/rust-windows"]);
    expect(code).toBe(0);
    expect(stdout).toContain("verifier /standard /driver newdriver.sys");
  });

  it("ends with 2 where there is no kernel driver, and where an option is wrong", () => {
    const program = folder({ "app.c": "#include <windows.h>\nint main(void)\n{\n    return 0;\n}\n" });
    const none = driverlens(["verifier"], { cwd: program });
    expect([none.code, none.stdout]).toEqual([2, ""]);
    expect(none.stderr).toContain("there is no kernel driver here");
    expect(driverlens(["verifier", "nowhere"]).code).toBe(2);
    expect(driverlens(["verifier", "-q", "-v"])).toMatchObject({ code: 2, stdout: "" });
    expect(driverlens(["verifier", "--target-os", "Windows 12"]).code).toBe(2);
  });

  it("is in the help", () => {
    expect(driverlens(["help", "verifier"]).stdout).toContain("driverlens verifier [paths..] [options]");
    expect(driverlens(["--help"]).stdout).toContain("driverlens verifier src");
  });
});
