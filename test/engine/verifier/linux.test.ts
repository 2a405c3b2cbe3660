/** The Linux kernel's options for a module, each with code that gets it and code that does not. */
import { describe, expect, it } from "vitest";
import { loadFacts } from "../../../server/src/facts/index.ts";
import { advise, linux } from "./support.ts";

const module = (body: string): string => `#include <linux/module.h>
static int ring(void)
{
	${body}
	return 0;
}
module_init(ring);
`;

const pairs: Readonly<Record<string, readonly [string, string]>> = {
  CONFIG_SLUB_DEBUG_ON: ["p = kmalloc(8, GFP_KERNEL);", "kfree(p);"],
  CONFIG_DEBUG_KMEMLEAK: ["p = vmalloc(8);", "vfree(p);"],
  CONFIG_PROVE_LOCKING: ["mutex_lock(&lock);", "mutex_init(&lock);"],
  CONFIG_DEBUG_ATOMIC_SLEEP: ["spin_lock(&lock);", "mutex_lock(&lock);"],
  CONFIG_PROVE_RCU: ["rcu_read_lock();", "might_sleep();"],
  CONFIG_DEBUG_OBJECTS_TIMERS: ["timer_setup(&timer, tick, 0);", "msleep(1);"],
  CONFIG_DEBUG_OBJECTS_WORK: ["schedule_work(&work);", "schedule();"],
  CONFIG_DEBUG_OBJECTS_RCU_HEAD: ["call_rcu(&head, drop);", "synchronize_rcu();"],
  CONFIG_KCSAN: ["kthread_run(loop, NULL, name);", "kfree(p);"],
  CONFIG_FAILSLAB: ["p = kzalloc(8, GFP_KERNEL);", "p = alloc_page(GFP_KERNEL);"],
  CONFIG_FAIL_PAGE_ALLOC: ["p = alloc_page(GFP_KERNEL);", "p = kzalloc(8, GFP_KERNEL);"],
  CONFIG_FAULT_INJECTION_USERCOPY: ["copy_from_user(to, from, 8);", "memcpy(to, from, 8);"],
  CONFIG_HARDENED_USERCOPY: ["copy_to_user(to, from, 8);", "put_user(1, to);"],
  CONFIG_DMA_API_DEBUG: ["dma_map_single(dev, p, 8, DMA_TO_DEVICE);", "dev_info(dev, text);"],
  CONFIG_DEBUG_SHIRQ: ["request_irq(1, handle, 0, name, dev);", "free_irq(1, dev);"],
  CONFIG_DEBUG_LIST: ["list_add(&entry, &head);", "INIT_LIST_HEAD(&head);"],
  CONFIG_DEBUG_SG: ["sg_init_table(table, 2);", "kfree(table);"],
  CONFIG_DEBUG_KOBJECT_RELEASE: ["cdev_add(&dev, number, 1);", "misc_register(&dev);"],
  CONFIG_DETECT_HUNG_TASK: ["wait_for_completion(&done);", "mutex_lock_interruptible(&lock);"],
  CONFIG_WQ_WATCHDOG: ["queue_work(queue, &work);", "kthread_run(loop, NULL, name);"],
  CONFIG_DEBUG_NOTIFIERS: ["register_reboot_notifier(&block);", "unregister_reboot_notifier(&block);"],
};

const names = (body: string): readonly string[] =>
  linux(module(body))
    .kernels.flat()
    .map(({ option }) => option.name);

describe("options", () => {
  const fitsAny = ["CONFIG_KASAN", "CONFIG_UBSAN"];
  const others = loadFacts()
    .kernelDebugOptions()
    .map(({ name }) => name)
    .filter((name) => !fitsAny.includes(name));

  it.each(others)("%s", (name) => {
    const [used, unused] = pairs[name] ?? [];
    if (used === undefined || unused === undefined) throw new Error(`${name} has no modules`);
    expect(names(used)).toContain(name);
    expect(names(unused)).not.toContain(name);
  });

  it("are none for a folder of headers that use nothing", () => {
    const headers = [{ path: "libc.h", text: "static inline int twice(int value) { return 2 * value; }\n" }];
    const folder = { projectFile: undefined, origin: "folder" } as const;
    expect(advise(headers, { kind: "linux-kernel", project: folder })).toBeUndefined();
    const project = { ...folder, sources: ["libc.c"] };
    expect(advise(headers, { kind: "linux-kernel", project })?.platform).toBe("linux");
  });

  it("that fit any module say so", () => {
    const [kernel] = linux(module("")).kernels;
    expect(kernel?.map(({ option, fitsAny: any }) => [option.name, any])).toEqual([
      ["CONFIG_KASAN", true],
      ["CONFIG_UBSAN", true],
    ]);
  });

  it("that exclude each other are in kernels of their own", () => {
    const kernels = linux(module("spin_lock(&lock);")).kernels.map((kernel) => kernel.map(({ option }) => option.name));
    expect(kernels[0]).toContain("CONFIG_KASAN");
    expect(kernels.slice(1)).toEqual([["CONFIG_KCSAN"]]);
  });

  it("watch for sleeping where a routine runs in an interrupt, though no lock is taken", () => {
    const source = `#include <linux/interrupt.h>
static irqreturn_t handle(int irq, void *dev)
{
	return IRQ_HANDLED;
}
static int ring(void *dev)
{
	return request_irq(1, handle, 0, "ring", dev);
}
`;
    const sleep = linux(source)
      .kernels.flat()
      .find(({ option }) => option.name === "CONFIG_DEBUG_ATOMIC_SLEEP");
    expect(sleep?.reasons).toMatchObject([{ use: "atomic-entry", names: [{ name: "handle", count: 1 }] }]);
  });
});
