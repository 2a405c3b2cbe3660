// Generated from server/data/verifier-flags.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const verifierFlagsTable: PackedTable<"title" | "bit" | "class" | "standard" | "run" | "since" | "until" | "again" | "needs" | "excludes" | "live_10" | "live_11" | "bug_checks" | "finds" | "costs" | "setting" | "uses" | "page"> = {
  rows: 30,
  keys: [
    `code-integrity
ddi-additional
ddi-compliance
deadlock
dif-mode
dma
enhanced-io
filter
force-irql
force-pending
io-verification
irp-logging
isolation
low-resources
mdl-driver
mdl-stack
misc
ndis-wifi
pool-tracking
port-miniport
power-delay
scsiport
security
special-pool
storport
sync-delay
systematic-low-resources
vm-switch
wdf
wdf-setting`,
  ],
  columns: {
    title: { width: 1, values: `Code integrity checks
DDI compliance checking
DDI compliance checking (additional)
DIF mode
DMA checking
Deadlock detection
Driver isolation checks
Enhanced I/O verification
File system filter verification
Force IRQL checking
Force pending I/O requests
I/O verification
IRP logging
Invariant MDL checking for driver
Invariant MDL checking for stack
Kernel synchronization delay fuzzing
Miscellaneous checks
NDIS/WIFI verification
Pool tracking
Port/miniport interface checking
Power framework delay fuzzing
Randomized low resources simulation
SCSI verification
Security checks
Special pool
Storport verification
Systematic low resources simulation
The framework's own verifier
VM switch verification
WDF verification`, codes: `!#"'%&)*+,-.(7/02345689:;1<>?=` },
    bit: { width: 1, values: `
0x1
0x10
0x100
0x10000
0x1000000
0x2
0x20
0x200
0x2000
0x20000
0x200000
0x2000000
0x4
0x40
0x400
0x4000
0x40000
0x8
0x80
0x800
0x8000
0x80000
0x800000`, codes: `.8,)!50!(*#1!/2+6-4&7!%"!93'!!` },
    class: { width: 1, values: `
1
10
11
12
14
15
16
17
18
19
2
20
22
24
25
26
3
33
34
36
37
4
5
6
8
9`, codes: `2.+:6;!7-#9%43('&/8*)!<"!0,15!` },
    standard: { width: 1, values: `no
yes`, codes: `!!""!"!""!"!!!!!"!"!!!""!!!!"!` },
    run: { width: 1, values: `buffers
checks
delays
faults
helper
isolation
log
pending
setting
systematic`, codes: `""""&"""")"('%!!""""#*""*#+""*` },
    since: { width: 1, values: `Windows 10
Windows 10, version 1803
Windows 11
Windows 2000
Windows 8
Windows 8.1
Windows Server 2003
Windows Vista
Windows XP`, codes: `!'&*#**#%)%(#%&&)'%!&*)%)'''"%` },
    until: { width: 1, values: `
Windows 10, version 2004
Windows Vista SP2`, codes: `!"!!!!#!!!!!!!!!!!!!"!!!!""!!!` },
    again: { width: 1, values: `
Windows 11`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!"!!!` },
    needs: { width: 1, values: `
dif-mode
io-verification`, codes: `!!!!!!##!#!#"!##!!!!!!!!!!"!!!` },
    excludes: { width: 1, values: `
deadlock
low-resources
sync-delay
systematic-low-resources`, codes: `!!!%!!!!!!!!!&!!!!!!!!!!!"#!!!` },
    live_10: { width: 1, values: `
yes`, codes: `!!!"!"!!""""!""""!"!!!""!!!!!!` },
    live_11: { width: 1, values: `
dif
volatile`, codes: `!!"#"#!!"#"#!#!!"!"!!!""!!"!!!` },
    bug_checks: { width: 1, values: `
0x10D
0xC1;0xCC;0xCD;0xD5;0xD6
0xC4
0xC4 0x1001
0xC4 0x2000;0xC4 0x2001;0xC4 0x2002;0xC4 0x2003;0xC4 0x2004;0xC4 0x2005
0xC4 0x62;0xCB
0xC4 0x92003
0xC4;0x93
0xC9
0xC9;0xC4
0xD1;0xA;0xC4
0xE6
0xF1
0xF1;0xC4`, codes: `'%%&!.+!-!,!!!%%*)(%!/%#0!!%""` },
    finds: { width: 1, values: `
DMA buffers that are overrun, leaked, freed twice or not flushed, map registers that are used wrongly, by the driver or its device
IRPs that are completed twice, with a cancel routine or to nobody; wrong device objects, stack locations and remove locks; a dispatch routine that returns at another level
OID requests and packets of NDIS that are completed wrongly, twice or too late; associations and scans of wireless LAN
addresses of user mode and malformed strings or attributes that are given to Zw functions; requests of the kernel that carry such addresses
buffers of write requests that somebody changed between IoCallDriver and the end of the request
calls of storport.sys with wrong arguments or from the wrong routine, and stalls of more than 0.1 seconds
calls of the framework with wrong objects, states and levels; up to Windows 10, version 1709, any verification of a KMDF driver turns it on
critical regions and spin locks that are not entered and left in strict alternation
each way to an allocation fails once, in an order that repeats
executable pool, protections and mappings; sections that are writable and executable or not aligned to pages, and an import table in one that is executable: what memory integrity (HVCI) refuses
kernel functions that are called at a wrong level, and locks that are not released; parameter 1 is the rule
locks that are taken in two orders, twice, or released by another thread, before any of it hangs; executive resources are not watched
memory that is freed with a work item, a resource or a lookaside list in it; WMI and ETW that stay registered; closed or user-mode handles that the kernel uses; waits in user mode for an object on the stack
memory that is still allocated when the driver unloads; since Windows Vista pages that are left locked
nothing; it keeps the last 20 requests of each device, which dc2wmiparser.exe writes to a file
pageable code and data that is touched at DISPATCH_LEVEL or above, even where it would be in memory by chance; since Windows Vista events, timers and locks in pageable memory too
races of callbacks and calls of the power framework, which are delayed at random
races of threads, which are delayed at random in functions of the kernel
reads and writes beyond the end of an allocation or after its free, at the instruction that makes them; writes before its beginning, when it is freed
registry keys that an isolated driver may not open; it tells the debugger and goes on, unless /onecheck is given
requests that are completed twice, stalls, and memory of requests that are over
the same as WDF verification, without Driver Verifier: WdfVerifier.exe of the WDK sets it too
the same at each IoCallDriver and completion, so that it is known which driver it was
what the driver does when IoCallDriver returns STATUS_PENDING where it never has before: the crash is its own, with whatever code
what the driver does when it gets no memory: the crash is its own, with whatever code
wrong STATUS_PENDING, devices that are deleted twice; made-up PnP, power and WMI requests; from Windows 7 on a part of I/O verification
wrong calls between portcls.sys or ks.sys and their miniport
wrong sends and receives of an extension of the Hyper-V switch
wrong statuses, contexts and parameters of a minifilter, and what it has not released when it unloads; it stops in the debugger, so one has to be attached. In earlier Windows a part of I/O verification`, codes: `,*-.!"<?2:#16;9'/%0=37&5(4+>)8` },
    costs: { width: 1, values: `
IRPs come from a special pool of limited size: best with one driver at a time
a slower driver; it takes effect when the driver is loaded next
about 6 of 100 allocations fail, beginning some minutes after the start; what needs them fails too
as before, more often
devices start in another order, and a filter is put into each stack
each small allocation takes a page of its own; once there are no more, allocations come from the usual pool, and nothing tells
holds for all SCSI miniports of the machine
holds for all Storport miniports of the machine
holds for all drivers of the machine, and sums up each buffer
little
little; a driver that is never unloaded is never told
none
only for a driver whose every IoCallDriver is written for STATUS_PENDING; others corrupt memory
only with single drivers; what needs the memory fails too
single rules can be turned off with verifier /rules disable ID
slow: whenever the driver raises the level, what is pageable is taken out of memory
slow; only with single drivers, and not with deadlock detection
slower calls
slower calls of the framework; it waits for a debugger where something takes a minute
slower locks, and a record of each of them in memory
slower transfers
slower; for drivers that use the power framework themselves
stack traces of handles that the system opens and closes`, codes: `.446!7',2/",,%&+91-,8),(*30,5#` },
    setting: { width: 1, values: `
HKLM\\SYSTEM\\CurrentControlSet\\Control\\ScsiPort\\Verifier|VerifyLevel|1
HKLM\\SYSTEM\\CurrentControlSet\\Control\\StorPort\\Verifier|VerifyLevel|1
HKLM\\SYSTEM\\CurrentControlSet\\Services\\{service}\\Parameters\\Wdf|VerifierOn|1`, codes: `!!!!!!!!!!!!!!!!!!!!!"!!#!!!!%` },
    uses: { width: 1, values: `
any;executable-memory
control-dispatch
ddi-additional-rule
ddi-compliance-rule
dispatch
dispatch;io-call;irp-made;irp-completed;device-object;remove-lock;framework-request;minifilter
dma
framework
io-call
io-call+mdl
minifilter
ndis-driver
ordered-lock
ordered-lock;wait;work-item;thread
pool-allocation;kernel-allocation;framework-allocation;ndis-allocation
pool-allocation;kernel-allocation;framework-allocation;ndis-allocation;faultable
pool-allocation;kernel-allocation;framework-allocation;ndis-allocation;page-locking
port-class;avstream
power-framework
raised-level;sync-object;critical-region
registry-path
scsiport
storport
switch-extension
work-item;resource;lookaside;tracing;handle;wait
zw-call;user-memory`, codes: `"%&/!)'-6+(#72,,;.3458<1901:**` },
    page: { width: 1, values: `code-integrity-checking
concurrency-stress-test
ddi-compliance-checking
deadlock-detection
dma-verification
driver-verifier-options
dv-storport-verification
enhanced-i-o-verification
file-system-filter-verification
force-irql-checking
force-pending-i-o-requests
i-o-verification
invariant-mdl-checking-for-driver
invariant-mdl-checking-for-stack
irp-logging
kernel-synchronization-delay-fuzzing
low-resources-simulation
miscellaneous-checks
ndis-wifi-verification
pool-tracking
port-miniport-interface-checking
scsi-verification
security-checks
special-pool
systematic-low-resource-simulation
using-kmdf-verifier
verifier-command-line
vm-switch-verification
wdf-verification`, codes: `!##%<&)*+,-0'2./3456"789(1:=>;` },
  },
};
