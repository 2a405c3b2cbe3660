// Generated from server/data/equivalents.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const equivalentsTable: PackedTable<"codeql" | "needs" | "gist"> = {
  rows: 114,
  keys: [
    `


























C28101
C28103
C28104
C28105
C28106
C28107
C28109
C28110
C28111
C28112
C28113
C28114
C28118
C28120
C28121
C28122
C28123
C28124
C28126
C28127
C28128
C28129
C28131
C28132
C28133
C28134
C28135
C28139
C28141
C28143
C28144
C28145
C28146
C28147
C28150
C28151
C28152`,
    `C28153
C28156
C28157
C28158
C28160
C28161
C28162
C28163
C28164
C28165
C28166
C28167
C28168
C28169
C28170
C28171
C28172
C28173
C28175
C28176
C28177
C28182
C28183
C28193
C28260
C28266
C28268
C28616
C28637
C28651
C28714
C28715
C28716
C28719
C28726
C28727
C28728
C28730
C28735
C28750
C28751
C28752
C30029
C30030
C30031
C30032
C30033
C30034
C30035
C6262`,
  ],
  columns: {
    codeql: { width: 1, values: `
cpp/badoverflowguard
cpp/drivers/annotation-syntax
cpp/drivers/current-function-type-not-correct
cpp/drivers/default-pool-tag,cpp/drivers/default-pool-tag-extended
cpp/drivers/driver-entry-save-buffer
cpp/drivers/driver-isolation-rtl-violation
cpp/drivers/driver-isolation-zw-violation-1
cpp/drivers/driver-isolation-zw-violation-2
cpp/drivers/examined-value
cpp/drivers/extended-deprecated-apis
cpp/drivers/extended-deprecated-apis,cpp/drivers/wdk-deprecated-api
cpp/drivers/float-hardware-state-protection
cpp/drivers/illegal-field-access
cpp/drivers/illegal-field-access-2
cpp/drivers/illegal-field-write
cpp/drivers/important-function-call-optimized-out
cpp/drivers/improper-not-operator-on-zero
cpp/drivers/init-not-cleared
cpp/drivers/invalid-function-class-typedef
cpp/drivers/invalid-function-pointer-annotation
cpp/drivers/io-initialize-timer-call
cpp/drivers/irp-stack-entry-copy
cpp/drivers/irql-annotation-issue
cpp/drivers/irql-cancel-routine
cpp/drivers/irql-float-state-mismatch
cpp/drivers/irql-function-not-annotated
cpp/drivers/irql-illegal-value
cpp/drivers/irql-inconsistent-with-required
cpp/drivers/irql-lowered-improperly
cpp/drivers/irql-not-saved
cpp/drivers/irql-not-used
cpp/drivers/irql-set-too-high
cpp/drivers/irql-set-too-low
cpp/drivers/irql-too-high
cpp/drivers/irql-too-low
cpp/drivers/ke-set-event-irql
cpp/drivers/ke-set-event-pageable
cpp/drivers/kewaitlocal-requires-kernel-mode
cpp/drivers/kmdf/float-safe-exit
cpp/drivers/kmdf/float-unsafe-exit
cpp/drivers/multiple-function-class-annotations
cpp/drivers/multiple-paged-code
cpp/drivers/multithreaded-av-condition
cpp/drivers/no-paged-code
cpp/drivers/ntstatus-explicit-cast
cpp/drivers/ntstatus-explicit-cast2
cpp/drivers/ntstatus-explicit-cast3
cpp/drivers/null-character-pointer-assignment
cpp/drivers/ob-reference-mode
cpp/drivers/opaque-mdl-use,cpp/drivers/opaque-mdl-write
cpp/drivers/operand-assignment
cpp/drivers/pending-status-error
cpp/drivers/pointer-variable-size
cpp/drivers/pool-tag-integral
cpp/drivers/role-type-correctly-used
cpp/drivers/routine-function-type-not-expected
cpp/drivers/static-initializer
cpp/drivers/str-safe
cpp/drivers/strict-type-match
cpp/drivers/unicode-string-not-freed
cpp/drivers/unsafe-call-in-global-init
cpp/drivers/wdk-deprecated-api
cpp/drivers/wrong-dispatch-table-assignment
cpp/infiniteloop
cpp/microsoft/public/likely-bugs/memory-management/unprobeddereference
cpp/microsoft/public/likely-bugs/memory-management/usermodememoryoutsidetry
cpp/microsoft/public/likely-bugs/memory-management/usermodememoryreadmultipletimes
cpp/microsoft/public/likely-bugs/unguardednullreturndereference
cpp/microsoft/public/likely-bugs/uninitializedptrfield
cpp/paddingbyteinformationdisclosure
cpp/use-after-free,cpp/probable-use-after-free
cpp/windows/drivers/kmdf/queries/wfp/connect-redirect-handle-creation
cpp/windows/drivers/kmdf/queries/wfp/connect-redirect-pend-classify
cpp/windows/drivers/kmdf/queries/wfp/flow-layer-callout-returns-block
cpp/windows/drivers/kmdf/queries/wfp/inline-connect-redirect-callout-should-not-set-reauthorize
cpp/windows/drivers/kmdf/queries/wfp/oob-stream-injection-returns-block
cpp/windows/drivers/kmdf/queries/wfp/stream-callout-set-action-type
cpp/windows/drivers/kmdf/queries/wfp/stream-inspection-function-call-violation
cpp/windows/drivers/kmdf/queries/wfp/transport-layer-cannot-inject-clone-during-classify
cpp/windows/wdk/inconsistent-dispatch-annotation
cpp/windows/wdk/kmdf/device-init-api`, codes: `32GF_c()*ulmnopqrsefgjkih"d%!!!!!!.;!!8>ED!!CSZ/U'W7XH^?V:T]&B=49>A@!JI!!6!<tYNLN!01K!!+##5Ma[OPQ-,,,R,,b!!!!!!!!!` },
    needs: { width: 1, values: `A
F
S`, codes: `##"""####"########"""!"""###""""""!"#!#""""""#!###!###!"#"###"##!"""""""!!""#########"""##!"##!!!####!############` },
    gist: { width: 2, values: `! applied to NTSTATUS or to a zero success code
AccessMode given as a constant where it should be Irp->RequestorMode
AddDevice returns with DO_DEVICE_INITIALIZING set
Boolean cast to NTSTATUS
DriverEntry keeps the RegistryPath (or DriverObject name) pointer instead of a copy
ExAllocatePool family deprecated since Windows 10 2004
ExInitializeDriverRuntime called outside the initialisation routine
IRQL annotation that cannot be evaluated
IRQL saved nowhere (_IRQL_saves_ not honoured)
IoInitializeTimer outside AddDevice
IoMarkIrpPending without returning STATUS_PENDING
KeSetEvent IRQL depends on Wait
KeSetEvent with Wait TRUE in pageable code
MDL fields read or written directly
MajorFunction indexed with an IRP_MN_ code or routine of the wrong type
NTSTATUS cast to a Boolean type
NULL pointer dereferenced on a path
PAGED_CODE in a function that is not in a paged section
POOL_NX_OPTIN in a library that another driver loads
POOL_NX_OPTIN whose run-time call is made indirectly
RtlZeroMemory/RtlFillMemory before free or return can be optimised away
TerminateThread-like race reads freed memory
UNICODE_STRING buffer from an allocating routine not freed
WDFDEVICE_INIT functions called after WdfDeviceCreate
WFP: call not allowed in a stream inspection callout
WFP: classify pended in connect redirect
WFP: clone injected during classify at transport layer
WFP: flow layer callout returns block
WFP: inline redirect sets reauthorize
WFP: out-of-band stream injection without block
WFP: redirect handle created more than once
WFP: stream callout sets no action type
actual IRQL differs from the annotated required one
allocation result used without a NULL check
argument asks for executable memory
argument lowers the IRQL through a function that must not lower it
argument may be NULL where it must not be
argument must be exactly of an enumerated type (PASSIVE_LEVEL vs. other 0)
banned API
banned API (wide form)
banned event API
banned lstrlen family
banned or deprecated API with a replacement
call above the callee's maximum IRQL
call below the callee's minimum IRQL
call lowers the IRQL below the function's own minimum
call raises the IRQL above the function's own maximum
callee needs a high IRQL, earlier calls in the function need a low one
callee needs a low IRQL, earlier calls in the function need a high one
cancel routine leaves at another IRQL than Irp->CancelIrql
compiler-inserted cast between NTSTATUS and Boolean
context mismatch (cannot be called here)
default or blank pool tag
dispatch routine without _Dispatch_type_ annotation
dispatch routine's _Dispatch_type_ differs from its table entry
error annotation (__drv_reportError) reached
executable memory through POOL_NX_OPTOUT
field assigned that only takes bit sets and clears
field read or written directly that has an accessor routine
field that drivers must not read
field that drivers must not write
flags ask for executable memory, but an own allocation routine may not
floating point state restored at another IRQL than it was saved at
floating point used without KeSaveFloatingPointState or KeSaveExtendedProcessorState
function annotated for a lower maximum than the IRQL it runs at
function annotated with several classes
function changes the IRQL without saying so in its annotation
function class differs from its typedef
function does not restore the IRQL it was entered at
function in a paged section without PAGED_CODE
function must not be called from inside try
function pointer's class differs from the function's class
function that always gives executable memory
function whose parameters or use make it a role (DriverEntry, dispatch...) but which is not declared with that role type
interlocked variable accessed without interlocked function
leaves holding the floating point right
leaves without the floating point right it must hold
local accessed through an interlocked function
loop counter narrower than its bound
memory above 4 GB handled wrongly
memory used after free
more than one PAGED_CODE in a function
null character assigned to a pointer
overflow check that cannot work
padding bytes copied to user mode
pointer field used before it is set
pointer to pointer passed where pointer is meant
pool tag is a string or pointer
registry key opened outside the driver's own state
registry or file path outside the driver's own state (Zw functions)
registry path outside the driver's own state (Rtl registry functions)
resource (lock, reference, memory) leaked
resource acquired when already held
resource expected by the function not held
resource leaked on exception
resource must be held at the call
returned status never examined
routine passed or assigned where another role type is expected
saved IRQL is never restored
sizeof of a pointer where the pointee is meant
static initializer makes pages writable
strsafe.h in kernel code
syntax error in a function property
syntax error in an annotation
unsafe call in a global initializer
user memory read twice (double fetch)
user memory touched outside __try
user pointer dereferenced without a probe
user-mode kernel32/advapi32 API
value is no IRQL
variables of a function take more stack than the limit of /analyze:stacksize
wait on a stack object with UserMode
whole IO_STACK_LOCATION copied (memcpy, assignment) instead of IoCopyCurrentIrpStackLocationToNext`, codes: `!!!6!.!-!8!0!~!}!|!9!@!;!=!>!?!A!:!<"2"1"0!x!t!y!C!w!r!m"!"#"%"""&!U!c!b!n!q"7!d!N!M!Q!R!O!""(!]![!&"*!+!{"6!G!E!,!S!/",!V!P"4!#!)!B")!*!Y!p!o!j!z!k!h!f!X!W!i!u!3!s!^!_!e!2!F"'"."-!g!7"/"+!1!%!T!L!I!H!H!v!J!K!'"3!l!D!5!Z!4!a!("5` },
  },
};
