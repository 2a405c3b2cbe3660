/** What a kernel's log says was wrong; one place decides which lines nobody wants to see. */

/** Each is what the kernel prints of a mistake in a module, or of what comes of one. */
const bad = [
  /\bBUG\b|\bOops\b|Call Trace|Kernel panic|general protection fault|invalid opcode|stack segment/,
  /\bWARNING: /,
  /unable to handle|Unable to handle|double fault|divide error/,
  /scheduling while atomic|sleeping function called from invalid context/,
  // Lockdep and RCU.
  /possible (?:circular|recursive|irq lock inversion)|inconsistent lock state|lock held when returning|bad unlock balance/,
  /suspicious RCU usage|rcu: .*(?:stall|self-detected)|rcu_\w+ (?:self-)?detected/,
  /soft lockup|hard LOCKUP|blocked for more than/,
  // Memory: SLUB's checks, hardened copies, lists, reference counts, sanitizers.
  /Slab cache still has objects|Objects remaining|Redzone|Poison overwritten|Object already free|Invalid object pointer/,
  /Left Redzone|Right Redzone|Padding overwritten|Wrong object count|Freepointer corrupt|Slab corruption/,
  /usercopy: |refcount_t: |list_add corruption|list_del corruption|UBSAN|KASAN|KCSAN|KFENCE|kmemleak: \d+ new/,
  /page allocation failure|vmalloc error|Out of memory|bad page state|Bad page/i,
  // Of objects that others should have let go of.
  /kobject_add_internal failed .*-EEXIST|sysfs: cannot create duplicate|debugfs: .*already present|proc_dir_entry .* already registered/,
  /tainting kernel|taints kernel|Unknown symbol|disagrees about version|Unknown parameter|unknown parameter/,
];

/** What every module says that is built outside of the kernel and not signed. */
const usual = [
  /: loading out-of-tree module taints kernel\.$/,
  /: module verification failed: signature and\/or required key missing - tainting kernel$/,
];

/** Lines of a kernel's log that a module as it should be never causes, in their order. */
export function complaintsIn(log: readonly string[]): readonly string[] {
  return log.filter((line) => bad.some((each) => each.test(line)) && !usual.some((each) => each.test(line)));
}

/** Of `/proc/sys/kernel/tainted`: built outside of the kernel (O), not signed (E). */
const usualTaint = (1 << 12) | (1 << 13);

/** Whether the kernel is marked for anything but having loaded modules that are not its own. */
export function unusuallyTainted(tainted: number): boolean {
  return (tainted & ~usualTaint) !== 0;
}
