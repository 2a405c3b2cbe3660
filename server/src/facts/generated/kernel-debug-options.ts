// Generated from server/data/kernel-debug-options.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const kernelDebugOptionsTable: PackedTable<"order" | "since" | "needs" | "excludes" | "uses" | "finds" | "says" | "costs" | "how"> = {
  rows: 23,
  keys: [
    `CONFIG_DEBUG_ATOMIC_SLEEP
CONFIG_DEBUG_KMEMLEAK
CONFIG_DEBUG_KOBJECT_RELEASE
CONFIG_DEBUG_LIST
CONFIG_DEBUG_NOTIFIERS
CONFIG_DEBUG_OBJECTS_RCU_HEAD
CONFIG_DEBUG_OBJECTS_TIMERS
CONFIG_DEBUG_OBJECTS_WORK
CONFIG_DEBUG_SG
CONFIG_DEBUG_SHIRQ
CONFIG_DETECT_HUNG_TASK
CONFIG_DMA_API_DEBUG
CONFIG_FAILSLAB
CONFIG_FAIL_PAGE_ALLOC
CONFIG_FAULT_INJECTION_USERCOPY
CONFIG_HARDENED_USERCOPY
CONFIG_KASAN
CONFIG_KCSAN
CONFIG_PROVE_LOCKING
CONFIG_PROVE_RCU
CONFIG_SLUB_DEBUG_ON
CONFIG_UBSAN
CONFIG_WQ_WATCHDOG`,
  ],
  columns: {
    order: { width: 1, values: `1
10
11
12
13
14
15
16
17
18
19
2
20
21
22
23
3
4
5
6
7
8
9`, codes: `42.+1867,*/)%&'(!"35-#0` },
    since: { width: 1, values: `
3.12
4.0
4.5
4.8
5.10
5.8`, codes: `!!"!!!!!!!!!!!'&#(!!!%%` },
    needs: { width: 1, values: `
CONFIG_DEBUG_OBJECTS
CONFIG_DEBUG_OBJECTS;CONFIG_DEBUG_OBJECTS_FREE
CONFIG_FAULT_INJECTION;CONFIG_FAULT_INJECTION_DEBUG_FS
CONFIG_PROVE_LOCKING`, codes: `!!!!!"##!!!!%%%!!!!&!!!` },
    excludes: { width: 1, values: `
CONFIG_KASAN
CONFIG_KCSAN`, codes: `!!!!!!!!!!!!!!!!#"!!!!!` },
    uses: { width: 1, values: `allocation
any
any;allocation
atomic;atomic-entry
debug-notifier
dma
irq
kobject
list
lock
page-allocation
rcu
rcu-callback
scatterlist
slab-allocation
timer
timer;work;irq;kthread;lock
usercopy
wait;sleeping-lock
work`, codes: `%!)*&.15/(4'0,33#2+-!"5` },
    finds: { width: 1, values: `copies to and from user mode that go beyond an object of the kernel
devices and kobjects that are used or unloaded after their last reference: their release is delayed
entries that are added or deleted twice
functions that may sleep in an interrupt, under a spin lock or with preemption off, even where they do not sleep by chance
handlers of shared interrupts that are called before the device is ready or after it is gone: a made-up interrupt comes when one is freed
locks that are taken in two orders, and such as interrupts take too that are held with interrupts on, before any of it hangs; with it CONFIG_DEBUG_SPINLOCK, CONFIG_DEBUG_MUTEXES and CONFIG_PROVE_RCU
mappings that are leaked, unmapped with another size or direction, or made of stack memory
memory that is used beyond its end or after its free, at the instruction; on the stack and in globals too
memory that nothing points to any more
memory that two processors use at once without a lock or READ_ONCE
notifiers that are no code, or of a module that is gone
objects that are given to call_rcu twice
objects that are overwritten or freed twice, when they are freed or taken again; cheaper than KASAN, and later
pointers under RCU that are read outside of rcu_read_lock
scatterlists that are not initialised
shifts, indices and values of enumerations that are out of range, and what else C leaves undefined
the same for whole pages
timers that are freed while they run, or started before they are initialised
waits that do not end, and that no signal ends
what the driver does when it gets no memory: the crash is its own
what the driver does when memory of user mode cannot be read or written
work functions that keep their queue waiting
work items that are freed while they are queued`, codes: `%*"#,-380&4(526!)+'/.17` },
    says: { width: 1, values: `
BUG kmalloc-
BUG: KASAN:
BUG: KCSAN: data-race
BUG: sleeping function called from invalid context
BUG: workqueue lockup
DMA-API:
FAULT_INJECTION: forcing a failure
ODEBUG:
UBSAN:
blocked for more than
kmemleak:
list_add corruption
possible circular locking dependency detected
suspicious RCU usage
usercopy: Kernel memory`, codes: `&-!.!***!!,()))1#%/0"+'` },
    costs: { width: 1, values: `a scan of all memory every ten minutes
comes with CONFIG_PROVE_LOCKING
larger code
little
memory is freed later
programs fail at random: limit it with task-filter
several times as slow: a kernel of its own beside that with KASAN
slower RCU
slower allocations, each larger
slower locks
slower queues
slower timers
slower transfers
two to three times as slow, an eighth of the memory
what needs the memory fails too`, codes: `%!&%%)-,%%%.00'%/(+"*#%` },
    how: { width: 1, values: `
/sys/kernel/debug/fail_page_alloc
/sys/kernel/debug/fail_usercopy
/sys/kernel/debug/failslab: probability, times, task-filter; with CONFIG_FAULT_INJECTION_STACKTRACE_FILTER only calls of the module, require-start and require-end
CONFIG_UBSAN_BOUNDS and CONFIG_UBSAN_SHIFT are the parts that find most
echo scan > /sys/kernel/debug/kmemleak after the module is unloaded, and read the same file
lockdep stops at its first report: the next one needs a restart
slub_debug=FZPU (slab_debug=FZPU since 6.9) on the kernel command line does the same where CONFIG_SLUB_DEBUG is set
x86-64 since 5.8, arm64 since 5.17`, codes: `!'!!!!!!!!!!%"#!!*(!)&!` },
  },
};
