/**
 * What proves that Linux templates run can fail: modules of a few lines that do not build, warn, write behind a block's end
 * or stop the kernel are told.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildModules, makeProgram } from "./build.ts";
import { linuxInstalled } from "./kernel.ts";
import { complaintsIn } from "./log.ts";
import { runInMachine } from "./machine.ts";

/** A module whose init and exit have these statements. */
const source = (init: string, exit: string): string => `// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

static char *block;

static int __init test_init(void)
{
	block = NULL;
	${init}
	return 0;
}

static void __exit test_exit(void)
{
	${exit}
}

module_init(test_init);
module_exit(test_exit);
MODULE_DESCRIPTION("Test");
MODULE_LICENSE("GPL");
`;

describe.skipIf(!linuxInstalled && process.env.CI !== "true")("the harness of Linux templates", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "driverlens-linux-"));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** All modules of a folder, by their names. */
  const build = (name: string, modules: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const inside = join(folder, name);
    // A second attempt of a test finds what the first has left.
    rmSync(inside, { recursive: true, force: true });
    mkdirSync(inside);
    const objects = Object.entries(modules).map(([module, text]) => {
      writeFileSync(join(inside, `${module}.c`), text);
      return `${module}.o`;
    });
    writeFileSync(join(inside, "Kbuild"), `obj-m := ${objects.join(" ")}\n`);
    return buildModules(inside);
  };

  it("says what a module does that is as it should be, and what is wrong with others", async () => {
    const modules = await build("first", {
      good: source(`pr_info("hello %d\\n", 42);`, `pr_info("bye\\n");`),
      warns: source(`WARN_ON(!block);`, ""),
      leaks: source(
        "block = kmalloc(32, GFP_KERNEL); vmalloc(5000); if (kvmalloc(2000000, GFP_KERNEL)) kvfree(kvzalloc(20, GFP_KERNEL));",
        "kmemdup(block, 1, GFP_KERNEL); kfree(block);",
      ),
      careful: source(
        `char *second, *third;
        block = kmalloc(32, GFP_KERNEL); if (!block) return -ENOMEM;
        second = kvmalloc(100000, GFP_KERNEL);
        third = vmalloc(5000); if (!third) { kvfree(second); kfree(block); return -ENOMEM; }
        vfree(third); kvfree(second);`,
        "kfree(block);",
      ),
      careless: source(
        `char *second;
        block = kmalloc(32, GFP_KERNEL);
        second = kstrdup("a", GFP_KERNEL); if (!second) return -ENOMEM;
        kfree(second);`,
        "kfree(block);",
      ),
      overruns: source(
        `block = kmalloc(32, GFP_KERNEL); if (block) memset(block, 1, ksize(block) + 1);`,
        `kfree(block);`,
      ),
    });
    writeFileSync(join(folder, "program.c"), `#include <stdio.h>\nint main(void) { puts("from C"); return 3; }\n`);
    await makeProgram([join(folder, "program.c")], join(folder, "program"));
    const { step, log, complaints } = await runInMachine({
      files: [...modules, join(folder, "program")],
      modules: ["ext4"],
      steps: {
        load: "insmod good.ko && rmmod good",
        "a program": "./program; code=$?; echo; echo error >&2; exit $code",
        nothing: "",
        missing: "insmod missing.ko",
        hangs: "timeout 1 sleep 100",
        "a file system": "grep ext4 /proc/filesystems; su nobody -c id",
        "short of memory": "each_failure 'insmod careful.ko && rmmod careful' 2>&1 | grep -v insmod",
        leaks: "insmod leaks.ko && rmmod leaks",
        careless: "each_failure 'insmod careless.ko && rmmod careless' 2>&1 | grep -v insmod",
        warns: "insmod warns.ko",
        overruns: "insmod overruns.ko; rmmod overruns",
      },
    });
    expect(step("load")).toEqual({ code: 0, lines: [], log: expect.arrayContaining(["hello 42", "bye"]) });
    expect(step("a program")).toEqual({ code: 3, lines: ["from C", "", "error"], log: [] });
    expect(step("nothing")).toEqual({ code: 0, lines: [], log: [] });
    expect(step("missing")).toMatchObject({ code: 1, lines: [expect.stringContaining("No such file")] });
    expect(step("hangs").code).toBe(143);
    expect(step("a file system").lines).toEqual(["\text4", expect.stringContaining("uid=65534")]);
    // The second is kvmalloc's first try.
    expect(step("short of memory").lines).toEqual(["1: 1", "2: 0", "3: 1", "without: 0"]);
    expect(step("careless").lines).toEqual(["1: 0", "2: 1", "without: 0"]);
    for (const good of ["load", "short of memory", "leaks"]) {
      expect(complaintsIn(step(good).log)).toEqual([]);
    }
    expect(complaints.flatMap((line) => /^not freed: .*\[(\w+)\]/.exec(line)?.[1] ?? []).sort()).toEqual([
      "careless",
      ...["leaks", "leaks", "leaks"],
    ]);
    expect(complaintsIn(step("warns").log)).toEqual(
      expect.arrayContaining([expect.stringContaining("WARNING: "), expect.stringContaining("Call Trace")]),
    );
    expect(complaintsIn(step("overruns").log)).toEqual(
      expect.arrayContaining([expect.stringContaining("Redzone overwritten")]),
    );
    expect(log).toEqual(expect.arrayContaining([...step("load").log, ...step("warns").log]));
    expect(complaints).toEqual(expect.arrayContaining([...complaintsIn(log)]));
    expect(complaints.at(-1)).toMatch(/^the kernel is tainted: \d+$/);
  }, 240_000);

  it("says that a kernel stopped, and where", async () => {
    const modules = await build("second", { oopses: source("*(volatile char *)block = 1;", "") });
    const { step, complaints } = await runInMachine({
      files: modules,
      steps: { first: "echo here", second: "insmod oopses.ko", third: "echo never" },
      // It takes ten seconds: what hangs is told, with its console, while there is time for another attempt.
      timeout: 90_000,
    });
    expect(step("first").lines).toEqual(["here"]);
    expect(() => step("third")).toThrow(/step third did not come to its end[\s\S]*Kernel panic/);
    expect(complaints).toEqual(
      expect.arrayContaining([
        expect.stringContaining("NULL pointer dereference"),
        expect.stringContaining("the machine ended in the middle"),
      ]),
    );
  }, 240_000);

  it("says why a module is not built", async () => {
    await expect(build("broken", { broken: source("return missing;", "") })).rejects.toThrow(/'missing' undeclared/);
    await expect(build("warned", { warned: source("int unused;", "") })).rejects.toThrow(/unused variable/);
    const unexported = source("extern void nobody_has_this(void); nobody_has_this();", "");
    await expect(build("unlinked", { unlinked: unexported })).rejects.toThrow(/nobody_has_this.*undefined/);
  }, 240_000);
});
