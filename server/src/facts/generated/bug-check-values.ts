// Generated from server/data/bug-check-values.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const bugCheckValuesTable: PackedTable<"parameter" | "value" | "meaning"> = {
  rows: 57,
  keys: [
    `BAD_POOL_CALLER
BAD_POOL_CALLER
BAD_POOL_CALLER
BAD_POOL_CALLER
BAD_POOL_CALLER
BAD_POOL_CALLER
BAD_POOL_CALLER
BAD_POOL_CALLER
BAD_POOL_CALLER
BAD_POOL_CALLER
BAD_POOL_CALLER
BAD_POOL_CALLER
BAD_POOL_HEADER
BAD_POOL_HEADER
BAD_POOL_HEADER
BAD_POOL_HEADER
DPC_WATCHDOG_VIOLATION
DPC_WATCHDOG_VIOLATION
DRIVER_POWER_STATE_FAILURE
DRIVER_POWER_STATE_FAILURE
DRIVER_POWER_STATE_FAILURE
DRIVER_POWER_STATE_FAILURE
DRIVER_POWER_STATE_FAILURE
DRIVER_VERIFIER_DETECTED_VIOLATION
DRIVER_VERIFIER_DETECTED_VIOLATION
DRIVER_VERIFIER_DETECTED_VIOLATION
DRIVER_VERIFIER_DETECTED_VIOLATION
DRIVER_VERIFIER_DETECTED_VIOLATION
DRIVER_VERIFIER_DETECTED_VIOLATION
DRIVER_VERIFIER_DETECTED_VIOLATION
DRIVER_VERIFIER_DETECTED_VIOLATION
DRIVER_VERIFIER_DETECTED_VIOLATION
DRIVER_VERIFIER_DETECTED_VIOLATION
INVALID_KERNEL_HANDLE
INVALID_KERNEL_HANDLE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
KERNEL_SECURITY_CHECK_FAILURE
UNEXPECTED_KERNEL_MODE_TRAP
UNEXPECTED_KERNEL_MODE_TRAP
UNEXPECTED_KERNEL_MODE_TRAP
UNEXPECTED_KERNEL_MODE_TRAP
UNEXPECTED_KERNEL_MODE_TRAP
UNEXPECTED_KERNEL_MODE_TRAP
UNEXPECTED_KERNEL_MODE_TRAP
UNEXPECTED_KERNEL_MODE_TRAP`,
  ],
  columns: {
    parameter: { width: 1, values: `1
2`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!""!!!!!!!!!!!!!!!!!!!!!!` },
    value: { width: 1, values: `0x0
0x1
0x10
0x11
0x12
0x13
0x1D
0x2
0x20
0x21
0x3
0x4
0x40
0x5
0x500
0x6
0x60
0x62
0x7
0x8
0x9
0x99
0x9B
0xA
0xB
0xC
0xD
0xE
0xF6`, codes: `!")-14569.78),*+!""),-0!")#%&'23>!"!"),-/14569:=(!-/15;<&` },
    meaning: { width: 1, values: `Plug and Play and power wait for each other too long: the third parameter is the thread that holds the Plug and Play lock
RtlQueryRegistryValues with RTL_QUERY_REGISTRY_DIRECT and without RTL_QUERY_REGISTRY_TYPECHECK
a LIST_ENTRY is damaged: removed or inserted twice, or freed in its list
a balanced tree is damaged: RTL_BALANCED_NODE inserted or removed twice
a block's size is damaged: the second parameter is the block, the third the one that should follow
a bounds check
a call through a pointer to what is no function's beginning (Control Flow Guard)
a device object is being deleted while a power request of it is pending
a division by zero
a double fault: mostly a kernel stack that ran over
a general protection fault: an address that is not canonical, a wrong selector
a handle of user mode was used with KernelMode
a handle was closed that is none
a handle was closed that is protected
a machine check: hardware
a reference count is wrong: mostly one release too many
a stack fault
a system power IRP was completed without PoStartNextPowerIrp
a virtual function table that is none
a write that a guard forbids
an IRP is blocked for too long: the second parameter is the physical device object, the fourth the IRP (!irp)
an address of user mode was freed as if it were pool
an address was freed that is no block's
an address was freed that no allocation returned
an allocation at too high an IRQL: the second parameter is the IRQL, the third the pool type, the fourth the size
an allocation of no bytes
an allocation with a tag of 0
an argument that must not be
an array index is out of range
an instruction that is none: mostly damaged code or a wild call
an overflow
memory was freed at too high an IRQL: the second parameter is the IRQL, the third the pool type, the fourth the address
memory was freed that is free already
memory was freed that is free already: the fourth parameter is its address
memory was freed with another tag than its own: the second parameter is the address, the third its tag, the fourth the tag of the free
nonpaged pool allocated above DISPATCH_LEVEL: the second parameter is the IRQL
nonpaged pool freed above DISPATCH_LEVEL: the second parameter is the IRQL
one DPC or ISR ran too long: the second parameter is how long, the third how long it may, in ticks
paged pool allocated above APC_LEVEL: the second parameter is the IRQL
paged pool freed above APC_LEVEL: the second parameter is the IRQL
the block's header is damaged
the code itself asked to stop
the cookie was not initialized
the driver unloaded and left pool allocated: !verifier 3 and its name list it
the driver unloaded and left pool allocated: the second parameter is its name, the fourth how many blocks; !verifier 3 and its name list them
the list of free blocks is damaged
the pattern round a block of special pool was overwritten
the processor was at DISPATCH_LEVEL or above for too long, in all: the second parameter is the period of the watchdog
the stack pointer is not within the stack
the stack's cookie was overwritten (code built with the old /GS)
the stack's cookie was overwritten: a local buffer overran
what follows the block was overwritten: the second parameter is the block that is freed, the third its size`, codes: `;JJJBC:AD78<PO&UGQ)36!3;HE9IFBMN-/.S4T#R=LK>"(51%*@'?+2,0` },
  },
};
