// Generated from server/data/ddi-irql-conditional.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const conditionalIrqlTable: PackedTable<"condition" | "param" | "irql_max_if" | "irql_max_otherwise" | "source" | "page"> = {
  rows: 326,
  keys: [
    `AppendTailList
DbgPrint
DbgPrintEx
EtwActivityIdControl
EtwWrite
EtwWriteEx
EtwWriteString
EtwWriteTransfer
ExAcquireRundownProtection
ExAcquireRundownProtectionCacheAware
ExAcquireRundownProtectionCacheAwareEx
ExAcquireRundownProtectionEx
ExAllocateFromLookasideListEx
ExAllocatePool
ExAllocatePool2
ExAllocatePool3
ExAllocatePoolPriorityUninitialized
ExAllocatePoolPriorityZero
ExAllocatePoolQuotaUninitialized
ExAllocatePoolQuotaZero
ExAllocatePoolUninitialized
ExAllocatePoolWithQuota
ExAllocatePoolWithQuotaTag
ExAllocatePoolWithTag
ExAllocatePoolWithTagPriority
ExAllocatePoolZero
ExDeleteLookasideListEx
ExDeleteTimer
ExFlushLookasideListEx
ExFreePool
ExFreePool2
ExFreePoolWithTag
ExFreeToLookasideListEx
ExInitializeLookasideListEx
ExNotifyCallback
ExReleaseRundownProtection
ExReleaseRundownProtectionCacheAware
ExReleaseRundownProtectionCacheAwareEx
ExReleaseRundownProtectionEx
FltAllocateContext
FltAllocatePoolAlignedWithTag
FltCancellableWaitForMultipleObjects
FltCancellableWaitForSingleObject
FltCbdqDisable
FltCbdqEnable
FltCbdqInsertIo
FltCbdqRemoveIo
FltCbdqRemoveNextIo
FltCompletePendedPreOperation
FltFreePoolAlignedWithTag
FltPerformAsynchronousIo
FltReissueSynchronousIo
FltReleaseContext
FltReleaseContexts
FltReleaseContextsEx
FsRtlAllocatePoolWithQuotaTag
FsRtlAllocatePoolWithTag
FsRtlCancellableWaitForMultipleObjects
FsRtlCancellableWaitForSingleObject
InitializeListHead
InitializeSListHead
InsertHeadList
InsertTailList
IoCsqInsertIrp`,
    `IoCsqInsertIrpEx
IoCsqRemoveIrp
IoCsqRemoveNextIrp
IoGetRemainingStackSize
IoGetStackLimits
IoInitializeDriverCreateContext
IoReportTargetDeviceChangeAsynchronous
IoSetActivityIdIrp
IoWMIWriteEvent
IsListEmpty
KdPrint
KdPrintEx
KeExpandKernelStackAndCalloutEx
KePulseEvent
KeReadStateEvent
KeReleaseMutex
KeReleaseSemaphore
KeRemoveQueue
KeSetEvent
KeSynchronizeExecution
KeWaitForMultipleObjects
KeWaitForMutexObject
KeWaitForSingleObject
MmAllocatePagesForMdl
MmAllocatePagesForMdlEx
MmAllocatePagesForMdlEx
MmFreeContiguousMemory
MmFreePagesFromMdl
MmMapLockedPages
MmMapLockedPagesSpecifyCache
MmProbeAndLockPages
MmSetAddressRangeModified
MmUnmapLockedPages
NdisCancelTimerObject
NdisEqualMemory
NdisFillMemory
NdisFreeMemory
NdisFreeMemory
NdisFreeMemoryWithTag
NdisFreeMemoryWithTag
NdisFreeMemoryWithTagPriority
NdisFreeMemoryWithTagPriority
NdisInitAnsiString
NdisInitUnicodeString
NdisMConfigMSIXTableEntry
NdisMoveMemory
NdisRetrieveUlong
NdisStoreUlong
NdisZeroMemory
PoCallDriver
PoFxActivateComponent
PoFxIdleComponent
PoFxIssueComponentPerfStateChange
PoFxIssueComponentPerfStateChangeMultiple
PoSetPowerState
PopEntryList
PsGetCurrentThreadTeb
PushEntryList
RemoveEntryList
RemoveHeadList
RemoveTailList
RtlAppendUnicodeStringToString
RtlAppendUnicodeToString
RtlAreBitsClear`,
    `RtlAreBitsSet
RtlCheckBit
RtlClearAllBits
RtlClearBit
RtlClearBits
RtlCompareMemory
RtlCompareMemoryUlong
RtlCopyMemory
RtlCopyMemoryNonTemporal
RtlCopyString
RtlCopyUnicodeString
RtlDelete
RtlDeleteElementGenericTable
RtlDeleteElementGenericTableAvl
RtlDeleteNoSplay
RtlEnumerateGenericTable
RtlEnumerateGenericTableAvl
RtlEnumerateGenericTableLikeADirectory
RtlEnumerateGenericTableWithoutSplaying
RtlEnumerateGenericTableWithoutSplayingAvl
RtlEqualMemory
RtlFillMemory
RtlFillMemoryUlong
RtlFillMemoryUlonglong
RtlFindClearBits
RtlFindClearBitsAndSet
RtlFindClearRuns
RtlFindFirstRunClear
RtlFindLastBackwardRunClear
RtlFindLongestRunClear
RtlFindNextForwardRunClear
RtlFindSetBits
RtlFindSetBitsAndClear
RtlGetElementGenericTable
RtlGetElementGenericTableAvl
RtlInitAnsiString
RtlInitString
RtlInitStringEx
RtlInitUTF8String
RtlInitUTF8StringEx
RtlInitUnicodeString
RtlInitializeBitMap
RtlInitializeSplayLinks
RtlInsertAsLeftChild
RtlInsertAsRightChild
RtlInsertElementGenericTable
RtlInsertElementGenericTableAvl
RtlInsertElementGenericTableFullAvl
RtlIsGenericTableEmpty
RtlIsGenericTableEmptyAvl
RtlIsLeftChild
RtlIsNameLegalDOS8Dot3
RtlIsRightChild
RtlIsRoot
RtlLeftChild
RtlLookupElementGenericTable
RtlLookupElementGenericTableAvl
RtlLookupElementGenericTableFullAvl
RtlMoveMemory
RtlNumberGenericTableElements
RtlNumberGenericTableElementsAvl
RtlNumberOfClearBits
RtlNumberOfSetBits
RtlParent`,
    `RtlRealPredecessor
RtlRealSuccessor
RtlRetrieveUlong
RtlRetrieveUshort
RtlRightChild
RtlSecureZeroMemory
RtlSetAllBits
RtlSetBit
RtlSetBits
RtlSplay
RtlStoreUlong
RtlStoreUlongPtr
RtlStoreUlonglong
RtlStoreUshort
RtlStringCbCatA
RtlStringCbCatExA
RtlStringCbCatExW
RtlStringCbCatNA
RtlStringCbCatNExA
RtlStringCbCatNExW
RtlStringCbCatNW
RtlStringCbCatW
RtlStringCbCopyA
RtlStringCbCopyExA
RtlStringCbCopyExW
RtlStringCbCopyNA
RtlStringCbCopyNExA
RtlStringCbCopyNExW
RtlStringCbCopyNW
RtlStringCbCopyUnicodeString
RtlStringCbCopyUnicodeStringEx
RtlStringCbCopyW
RtlStringCbLengthA
RtlStringCbLengthW
RtlStringCbPrintfA
RtlStringCbPrintfExA
RtlStringCbPrintfExW
RtlStringCbPrintfW
RtlStringCbVPrintfA
RtlStringCbVPrintfExA
RtlStringCbVPrintfExW
RtlStringCbVPrintfW
RtlStringCchCatA
RtlStringCchCatExA
RtlStringCchCatExW
RtlStringCchCatNA
RtlStringCchCatNExA
RtlStringCchCatNExW
RtlStringCchCatNW
RtlStringCchCatW
RtlStringCchCopyA
RtlStringCchCopyExA
RtlStringCchCopyExW
RtlStringCchCopyNA
RtlStringCchCopyNExA
RtlStringCchCopyNExW
RtlStringCchCopyNW
RtlStringCchCopyUnicodeString
RtlStringCchCopyUnicodeStringEx
RtlStringCchCopyW
RtlStringCchLengthA
RtlStringCchLengthW
RtlStringCchPrintfA
RtlStringCchPrintfExA`,
    `RtlStringCchPrintfExW
RtlStringCchPrintfW
RtlStringCchVPrintfA
RtlStringCchVPrintfExA
RtlStringCchVPrintfExW
RtlStringCchVPrintfW
RtlSubtreePredecessor
RtlSubtreeSuccessor
RtlTestBit
RtlTimeFieldsToTime
RtlTimeToTimeFields
RtlUnicodeStringCat
RtlUnicodeStringCatEx
RtlUnicodeStringCatString
RtlUnicodeStringCatStringEx
RtlUnicodeStringCbCatN
RtlUnicodeStringCbCatNEx
RtlUnicodeStringCbCatStringN
RtlUnicodeStringCbCatStringNEx
RtlUnicodeStringCbCopyN
RtlUnicodeStringCbCopyNEx
RtlUnicodeStringCbCopyStringN
RtlUnicodeStringCbCopyStringNEx
RtlUnicodeStringCchCatN
RtlUnicodeStringCchCatNEx
RtlUnicodeStringCchCatStringN
RtlUnicodeStringCchCatStringNEx
RtlUnicodeStringCchCopyN
RtlUnicodeStringCchCopyNEx
RtlUnicodeStringCchCopyStringN
RtlUnicodeStringCchCopyStringNEx
RtlUnicodeStringCopy
RtlUnicodeStringCopyEx
RtlUnicodeStringCopyString
RtlUnicodeStringCopyStringEx
RtlUnicodeStringInit
RtlUnicodeStringInitEx
RtlUnicodeStringPrintf
RtlUnicodeStringPrintfEx
RtlUnicodeStringVPrintf
RtlUnicodeStringVPrintfEx
RtlUnicodeStringValidate
RtlUnicodeStringValidateEx
RtlZeroMemory
StorPortAcquireSpinLock
StorPortWaitForSingleObject
WdfDeviceEnqueueRequest
WdfDeviceStopIdle
WdfDeviceStopIdleWithTag
WdfDpcCancel
WdfInterruptAcquireLock
WdfInterruptReleaseLock
WdfIoTargetPurge
WdfIoTargetPurge
WdfIoTargetStop
WdfIoTargetStop
WdfIoTargetStop
WdfLookasideListCreate
WdfMemoryAssignBuffer
WdfMemoryCopyFromBuffer
WdfMemoryCopyToBuffer
WdfMemoryCreate
WdfMemoryCreateFromLookaside
WdfObjectAcquireLock`,
    `WdfObjectDelete
WdfRequestSend
WdfTimerStop
WdfWaitLockAcquire
vDbgPrintEx
vDbgPrintExWithPrefix`,
  ],
  columns: {
    condition: { width: 1, values: `AccessMode==UserMode
Action==WdfIoTargetCancelSentIo
Action==WdfIoTargetPurgeIoAndWait
Action==WdfIoTargetWaitForSentIoToComplete
BitMapHeader is pageable
Buffer from paged pool
CallbackData is a valid IRP
CallbackData is paging I/O
CallbackStatus==FLT_PREOP_COMPLETE
ControlCode==EVENT_ACTIVITY_CTRL_CREATE_ID
Destination is pageable
DestinationString is pageable
DeviceObject has DO_POWER_PAGABLE
DriverContext is pageable
Flags has WNODE_FLAG_TRACED_GUID
Flags&MM_ALLOCATE_AND_HOT_REMOVE
Flags&POOL_FLAG_PAGED
Flags&PO_FX_FLAG_BLOCKING
Format has %C,%S,%lc,%ls,%wc,%ws,%wZ
Guid==NULL
Interrupt is passive-level
Irp!=NULL
KMDF_VERSION<1.7
Links is pageable
NTDDI_VERSION<NTDDI_WS03SP1
NTDDI_VERSION<NTDDI_WS08
Name is pageable
NotificationStructure is pageable
Object has ExecutionLevel==WdfExecutionLevelPassive
Object is a control device or common buffer
Options ask for synchronous sending
P from paged pool
PoolType==NonPagedPool*
PoolType==PagedPool*
RunRef is pageable
RunRefCacheAware is pageable
SpinLock==InterruptLock
State is not D0
TEB is accessed
Table and Buffer and routines are resident
Timeout==NULL || *Timeout!=0
Wait==TRUE
WaitForD0==TRUE
a block is pageable
a buffer is pageable
a context from paged pool
a registered callback needs a lower level
a string is pageable
address is pageable
bitmap is resident
block is pageable
buffer is pageable
context from paged pool
contiguous memory
data is pageable
event is resident
list is pageable
list is paged
mapped to user space
non-paging I/O
noncached memory
operation is NdisMSIXTableConfigSetTableEntry
pageable address
pipe has a continuous reader
queue callbacks use a mutex
queue lock is a spin lock
table and routines are resident
table is pageable
table is resident
timer is periodic
tree is pageable`, codes: `Z44+XXXXDEED[C22CCCCCCCCCC[K[AAA[CPDEEDBB((eeeee*')^VOOCC77ZZZZdddd::/=50Z44KKYKKJK6JJJ;1;;;!!bb]iMTW_W_W_--aMRRT.3333GZHZZZZN,SSSSSSMTMMNNjIIjhhfhhMTTTSSSSSSSSSgg------&9jjIIIhhj<jjjIIIMhhSSjjjRRjTSSSjRRRRQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQjjSNNQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQTFJ8LLK66#c"%cCUNNC[>?@KJ44` },
    param: { width: 1, values: `
0
1
2
3
4
5
6`, codes: `!!!"!!!!!!!!!"""""""""""""!%!!!!!&!!!!!&#!!!!!!!#!!!!!!""(%!!!!!!!!!!!!#!!!!&%!#&%%!)''!(!!!##!!!!!!!!!!!!!!!!!!!!%%##!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!#&!###!!#!##!%!!!#!!!!##!!` },
    irql_max_if: { width: 1, values: `ANY
APC_LEVEL
DIRQL
DISPATCH_LEVEL
PASSIVE_LEVEL`, codes: `"&&!"""""""""""""""""""""""""""""""""""%%&&%%%%%%""&"""""&&""""""""""""&!"&&""!"""""""""&""""""""&""&"&"&"""%""""&"""""""""""""!!!!!!"""""""%%"%%%%%""""!!!!!!!!!""""""""""""%%%%%"""""%%%"%%!!"""""""!!!"""""&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&""!""&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&"#"&&&&&&&&&&&"""""""&&&&&&` },
    irql_max_otherwise: { width: 1, values: `ANY
APC_LEVEL
DIRQL
DISPATCH_LEVEL
PASSIVE_LEVEL`, codes: `!##"!!!!%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%""""""""""%&"%%%%%""!!!!%%%%!!!%!"!##%%%%%%%#%%%%%%%%%%%%%%%!%%%%%%%%!!!!!%%%%%%!!!!!!!!""""""!!!!!!%""%"""""!!!!"""""""""!!%%%%%%!%%%"""""%%%%%"""!""""%%%!!%!"""%!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!%%"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!%%%%%!##%%%%%%!!!%%%%%%%##` },
    source: { width: 1, values: `doc
knowledge`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!"!"!"!!"!!!!!"!!!!!!!!!!!!!!!!!!!!!!!""""!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"!!!"!!!!!!!!!!!!!!!!!!!!!` },
    page: { width: 1, values: `
fltkernel/nf-fltkernel-{n}
ndis/nf-ndis-{n}
ntddk/nf-ntddk-{n}
ntifs/nf-ntifs-{n}
ntstrsafe/nf-ntstrsafe-{n}
storport/nf-storport-{n}
wdfdevice/nf-wdfdevice-{n}
wdfdpc/nf-wdfdpc-{n}
wdfinterrupt/nf-wdfinterrupt-{n}
wdfiotarget/nf-wdfiotarget-{n}
wdfmemory/nf-wdfmemory-{n}
wdfobject/nf-wdfobject-{n}
wdfrequest/nf-wdfrequest-{n}
wdfsync/nf-wdfsync-{n}
wdftimer/nf-wdftimer-{n}
wdm/nf-wdm-{n}`, codes: `222222222222222222222222222222222222222""""""""""""""""&&&&2222222222%2%2222%%222&222!222222222&2################2222222%2222222222222&22%2%%%%%%%%%22&&222222222%%2222222%%%%%%%%%&%%%%%%2%%22%%%22%2222%2222''''''''''''''''''''''''''''''''''''''''''''''''''''''''%%222''''''''''''''''''''''''''''''''2(()))*++,,,,,------0./1022` },
  },
};
