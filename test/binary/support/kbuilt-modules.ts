/** Kernel modules of our own, made by kbuild: one gives, the other takes. */
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { buildModules } from "../../scaffolds/support/linux/build.ts";
import { madeOnce } from "../../support/scratch.ts";
import { tool } from "./linux-files.ts";

const giver = `// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/slab.h>

int giver_plain(int a);
int giver_gpl(int a);
int giver_in_namespace(int a);
int giver_data = 3;
static DEFINE_PER_CPU(int, counter) = 1;
static int chosen __ro_after_init = 4;
static int at_start __initdata = 5;
static int at_end __exitdata = 6;
static char *label = "none";
module_param(label, charp, 0444);
MODULE_PARM_DESC(label, "What it is called");
static int count[4];
module_param_array(count, int, NULL, 0644);

int giver_plain(int a) { return this_cpu_add_return(counter, a); }
EXPORT_SYMBOL(giver_plain);
int giver_gpl(int a) { return a + chosen; }
EXPORT_SYMBOL_GPL(giver_gpl);
int giver_in_namespace(int a) { return a * 2; }
EXPORT_SYMBOL_NS_GPL(giver_in_namespace, GIVERS_OWN);
EXPORT_SYMBOL(giver_data);

static int __init giver_init(void) { chosen = at_start; return kasprintf(GFP_KERNEL, "%s", label) ? 0 : count[0]; }
static void __exit giver_exit(void) { at_end++; pr_info("bye %d\\n", at_end); }
module_init(giver_init);
module_exit(giver_exit);
MODULE_AUTHOR("J\u00f6rg \u0141ukasz <joerg@example.org>");
MODULE_DESCRIPTION("A module that gives,\\nin two lines");
MODULE_VERSION("1.2.3");
MODULE_ALIAS("a-giver");
MODULE_SOFTDEP("pre: crc16");
MODULE_LICENSE("Dual MIT/GPL");
`;
const taker = `// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>

int giver_plain(int a);
int giver_in_namespace(int a);
int nobody_has_it(void) __attribute__((weak));

static int __init taker_init(void)
{
	return giver_plain(1) + giver_in_namespace(2) + (nobody_has_it ? nobody_has_it() : 0);
}
module_init(taker_init);
MODULE_IMPORT_NS(GIVERS_OWN);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A module that takes");
`;

/**
 * The folder of giver.ko, stripped.ko, which is the same without debug information, my-taker.ko and Module.symvers.
 * @throws where kbuild fails or warns
 */
export function kbuiltModules(): Promise<string> {
  return madeOnce(
    "kbuilt-modules",
    async (folder) => {
      writeFileSync(join(folder, "giver.c"), giver);
      writeFileSync(join(folder, "taker.c"), taker);
      writeFileSync(join(folder, "Kbuild"), "obj-m := giver.o my-taker.o\nmy-taker-y := taker.o\n");
      const built = (await buildModules(folder)).map((path) => basename(path)).sort();
      if (built.join() !== "giver.ko,my-taker.ko") throw new Error(`kbuild made ${built.join()}`);
      tool("strip", ["--strip-debug", "-o", "stripped.ko", "giver.ko"], folder);
    },
    240_000,
  );
}
