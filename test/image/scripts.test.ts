/** Scripts for debuggers: what they do for an image, and that nothing in an image becomes a command of its own. */
import { describe, expect, test } from "vitest";
import type { ImageReport } from "../../server/src/image/report.ts";
import { gdbScript } from "../../server/src/image/script/gdb.ts";
import { tagNumber } from "../../server/src/image/script/plain.ts";
import { windbgScript } from "../../server/src/image/script/windbg.ts";
import { finding, reportWith } from "./support/made-report.ts";

const use = { function: "ExAllocatePool2", address: "0x140001000", section: ".text" };
const script = (report: Partial<ImageReport> = {}, name = "NewDriver.sys", tags = ["Lens"]): string =>
  windbgScript({ name, report: reportWith(report), tags: tags.map((tag) => ({ tag, uses: [use] })) });
/** Without comments and empty lines. */
const commands = (text: string): string[] => text.split("\n").filter((line) => line !== "" && !line.startsWith("$$ "));

describe("of WinDbg", () => {
  const slot = (name: string, index: number, rule: string): Partial<ImageReport> => ({
    imports: [
      { module: "ntoskrnl.exe", isDelayed: false, functions: [{ name, address: "0x140003008", finding: index }] },
    ],
    findings: [finding(rule, `${name} is deprecated`)],
  });
  const groups = [{ id: "headers", title: "Headers", properties: [{ name: "Image base", value: "0x140000000" }] }];

  test("has symbols, sources, breakpoints, and what to ask", () => {
    const text = script({ pdb: "C:\\src\\driver\\x64\\Release\\NewDriver.pdb" });
    expect(commands(text).slice(0, 8)).toEqual([
      ".sympath+ C:\\src\\driver\\x64\\Release",
      ".exepath+ C:\\src\\driver\\x64\\Release",
      ".srcpath+ C:\\src\\driver",
      ".reload /f NewDriver.sys",
      "sxe ld:NewDriver.sys",
      "sxe ud:NewDriver.sys",
      "bu NewDriver!DriverEntry",
      "bu nt!KeBugCheckEx",
    ]);
    for (const command of [
      "lmvm NewDriver",
      "!drvobj NewDriver 7",
      "!chkimg -d NewDriver",
      "!verifier 3 NewDriver.sys",
      "!verifier 0x80",
      "!poolused 2 Lens",
      "!poolfind 0x736e654c",
      "ed nt!PoolHitTag 0x736e654c",
    ]) {
      expect(text).toContain(`.printf /D "<exec cmd=\\"${command}\\">${command}</exec>  `);
    }
  });

  test("watches the imports that findings are about, at the driver's own calls", () => {
    const watching = script({ groups, ...slot("ExAllocatePool", 0, "image-deprecated-import") });
    expect(commands(watching)).toContain('sxe -c "ba r8 NewDriver+0x3008" ld:NewDriver.sys');
    expect(watching).toContain("calls of ExAllocatePool. ExAllocatePool is deprecated.");
    expect(
      commands(script({ groups, machine: "x86", ...slot("ExAllocatePool", 0, "image-deprecated-import") })),
    ).toContain('sxe -c "ba r4 NewDriver+0x3008" ld:NewDriver.sys');
    // A driver that does not load never calls it; and without a base nobody knows where it is.
    for (const silent of [
      script({ groups, ...slot("CloseHandle", 0, "image-user-mode-import") }),
      script(slot("ExAllocatePool", 0, "image-deprecated-import")),
    ]) {
      expect(silent).not.toContain("ba r");
    }
  });

  test("knows the entry of a framework's driver, and modules with other characters", () => {
    const imports = [{ module: "WDFLDR.SYS", isDelayed: false, functions: [{ name: "WdfVersionBind" }] }];
    const text = script({ imports }, "my-driver.sys");
    expect(commands(text)).toContain("bu my_driver!FxDriverEntry");
    expect(text).toContain("!wdfkd.wdflogdump my_driver");
    expect(text).not.toContain("!fltkd");
    const filter = [{ module: "FLTMGR.SYS", isDelayed: false, functions: [{ name: "FltRegisterFilter" }] }];
    expect(script({ imports: filter })).toContain("!fltkd.filters");
  });

  test("never has a name that the debugger takes for a number or a register where it does", () => {
    for (const name of ["bad.sys", "Beach.sys", "r8.sys", "ebx.sys", "7zip.sys", "ACE-.sys"]) {
      const text = script({ groups, ...slot("ExAllocatePool", 0, "image-deprecated-import") }, name);
      const module = name.replace(".sys", "").replace("-", "_");
      const isName = module === "ACE_";
      expect(text.includes(`ba r8 ${module}+`), name).toBe(isName);
      expect(text.includes(`$iment(${module})`), name).toBe(isName);
      expect(text.includes(`<exec cmd=\\"!drvobj ${module} 7\\">`), name).toBe(isName);
      expect(text.includes(`<exec cmd=\\"!drvobj \\\\Driver\\\\${module} 7\\">`), name).toBe(!isName);
      expect(commands(text)).toContain(`bu ${module}!DriverEntry`);
    }
  });

  test("says first what keeps the driver from being loaded", () => {
    const errors = Array.from({ length: 7 }, (_, index) => ({
      ...finding("image-user-mode-import", `Function${index}; .shell calc\n.shell calc`),
      severity: "error" as const,
    }));
    const text = script({ findings: errors });
    expect(text).toContain("$$ An error that driverlens has found: Function0, .shell calc?.shell calc.\n");
    expect(text).not.toContain("Function5");
    expect(text).toContain("$$ And 2 more: driverlens image --findings.");
    expect(commands(text)).toEqual(commands(script()));
  });

  const hostile = [
    'C:\\a"; .shell calc; "\\x.pdb',
    "C:\\a\n.shell calc\n\\x.pdb",
    "C:\\a;srv*\\\\evil\\share\\x.pdb",
    "\\\\evil\\share\\x.pdb",
    "\\\\?\\C:\\a\\x.pdb",
    "C:\\..\\..\\x.pdb",
    "C:\\$" + "{alias}\\x.pdb",
    "C:\\%TEMP%\\x.pdb",
    "C:\\a\u2028.shell calc\\x.pdb",
    "http://evil/x.pdb",
    "srv*http://evil\\x.pdb",
  ];
  test.each(hostile)("leaves out a path that is more than a path: %j", (pdb) => {
    const text = script({ pdb });
    expect(commands(text).some((line) => /path\+/.test(line))).toBe(false);
    expect(commands(text)).toEqual(commands(script()));
    // What is told of it in a comment ends with the line, and nothing ends the comment before.
    for (const line of text.split("\n").filter((one) => one.startsWith("$$"))) expect(line).toMatch(/^\$\$ [^;]*$/);
    expect(text).toMatch(/^[ -~\n]*$/);
  });

  test.each(['a";q.sys', "a;q.sys", "a b.sys", "a\nq.sys", "-q.sys", "日本.sys", ".sys", "$$q.sys", "a`q`.sys"])(
    "leaves out a name that is more than a name: %j",
    (name) => {
      const text = script({}, name);
      expect(commands(text)[0]).toBe("bu nt!KeBugCheckEx");
      expect(
        commands(text)
          .slice(1)
          .every((line) => line.startsWith(".printf /D ")),
      ).toBe(true);
      expect(text).not.toContain("lmvm");
    },
  );

  test.each(['";q"', "a b;", "%s%n", "<b>&", "****", "    ", "\\n\\n"])(
    "asks for a tag of any characters: %j",
    (tag) => {
      const text = script({}, "NewDriver.sys", [tag]);
      const pattern = tag.replace(/\W/g, "?");
      expect(text).toContain(`cmd=\\"!poolused 2 ${pattern}\\"`);
      expect(text).toContain(`cmd=\\"!poolfind ${tagNumber(tag)}\\"`);
      for (const line of commands(text)) expect(line).toMatch(/^[^;%&*]*$/);
    },
  );

  test("writes no more than somebody reads", () => {
    const tags = Array.from({ length: 100 }, (_, index) => `T${String(index).padStart(3, "0")}`);
    const text = script({}, "NewDriver.sys", tags);
    expect(text).toContain("76 more tags");
    expect(text.split("\n").length).toBeLessThan(150);
  });

  test("a tag is the number whose lowest byte comes first", () => {
    expect(tagNumber("Lens")).toBe(`0x${Buffer.from("Lens").readUInt32LE(0).toString(16)}`);
  });
});

describe("of GDB", () => {
  const report = reportWith({ format: "elf", kind: "Kernel module for Linux, x86-64" });
  const of = (name: string, folder?: string): string[] =>
    gdbScript({ name, folder, report })
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));

  test("loads the module's symbols with it, and stops before its init function", () => {
    expect(of("my-module.ko", "/home/me/my-module")).toEqual([
      "lx-symbols /home/me/my-module",
      'break do_init_module if $_streq((char *)mod->name, "my_module")',
      'break free_module if $_streq((char *)mod->name, "my_module")',
      "break panic",
      "break oops_enter",
      "break __warn",
    ]);
  });

  test.each(["/a b", '/a"', "/a\nshell id", "relative", "/a;b", undefined])(
    "leaves out a folder such as %j",
    (folder) => {
      expect(of("m.ko", folder).join("\n")).not.toContain("lx-symbols");
    },
  );

  test("has no name of more than letters", () => {
    expect(of('m") || system("id.ko').join("\n")).not.toContain('"id');
    expect(of("m\nshell id.ko").every((line) => line.startsWith("break "))).toBe(true);
  });
});
