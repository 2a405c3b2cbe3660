// Generated from server/data/call-traits.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const callTraitsTable: PackedTable<"platform" | "trait" | "param"> = {
  rows: 85,
  keys: [
    `ASSERT
ASSERTMSG
ASSERTMSG_CONDITION
BUG
DBG_UNREFERENCED_LOCAL_VARIABLE
DBG_UNREFERENCED_PARAMETER
ExAcquireFastMutex
ExRaiseAccessViolation
ExRaiseDatatypeMisalignment
ExRaiseStatus
ExWaitForRundownProtectionRelease
ExWaitForRundownProtectionReleaseCacheAware
FLT_ASSERT
FatBugCheckUnused
FsRtlNormalizeNtstatusAndRaise
FsRtlRaiseStatus
IoForwardIrpSynchronously
IoReleaseRemoveLockAndWait
IoSynchronousCallDriver
KeAcquireGuardedMutex
KeBugCheck
KeBugCheck2
KeBugCheckEx
KeDelayExecutionThread
KeFlushQueuedDpcs
KeGetCurrentIrql
KeRemoveQueue
KeWaitForMultipleObjects
KeWaitForMutexObject
KeWaitForSingleObject
NDIS_CURRENT_IRQL
NT_ASSERT
NT_ASSERTMSG
NT_ASSERTMSGW
NT_ASSERTMSG_CONDITION
NT_ASSERT_ASSUME
NT_FRE_ASSERT
NT_VERIFY
NT_VERIFYMSG
NdisMSleep
NdisWaitEvent
NdisWriteErrorLogEntryAndBugCheck
NtWaitForSingleObject
RTL_SOFT_ASSERT
RTL_SOFT_ASSERTMSG
RTL_VERIFY
RTL_VERIFYMSG
RtlFailFast
RtlFailFast2
RtlRaiseException
RtlRaiseStatus
StorPortWaitForSingleObject
UNREFERENCED_LOCAL_VARIABLE
UNREFERENCED_PARAMETER
VERIFY_IS_TRUE
WDFVERIFY
WdfIoQueueDrainSynchronously
WdfIoQueuePurgeSynchronously
WdfIoQueueStopSynchronously
WdfIoTargetSendInternalIoctlOthersSynchronously
WdfIoTargetSendInternalIoctlSynchronously
WdfIoTargetSendIoctlSynchronously
WdfIoTargetSendReadSynchronously
WdfIoTargetSendWriteSynchronously`,
    `WdfUsbTargetDeviceSendControlTransferSynchronously
WdfUsbTargetPipeAbortSynchronously
WdfUsbTargetPipeReadSynchronously
WdfUsbTargetPipeResetSynchronously
WdfUsbTargetPipeWriteSynchronously
WdfWaitLockAcquire
WdfWorkItemFlush
ZwWaitForMultipleObjects
ZwWaitForSingleObject
_Analysis_assume_
__analysis_assume
__assume
__fastfail
__module_put_and_kthread_exit
complete_and_exit
do_exit
kthread_complete_and_exit
kthread_exit
make_task_dead
module_put_and_kthread_exit
panic`,
  ],
  columns: {
    platform: { width: 1, values: `linux
windows`, codes: `"""!"""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""!!!!!!!!` },
    trait: { width: 1, values: `assumes
ignores
raises
reads-irql
stops
waits`, codes: `!!!&""'###''!&##''''&&&''%''''%!!!!!!!!''&'!!!!&&##'""!!'''''''''''''''''!!!&&&&&&&&&` },
    param: { width: 1, values: `
0
1
2
3
4
6`, codes: `"#"!""!!!!!!"!!!!!!!!!!!!!%(''!"##""""#!!!!"#"#!!!!&""""!!!!!!!!!!!!!#!!!"""!!!!!!!!!` },
  },
};
