/*
 * The IRQL lesson: a driver that counts beats, made to be read. A timer's DPC beats,
 * a spin lock guards what is counted, a work item writes it down.
 *
 * Functions whose names end in Wrong would stop the machine, each in a way of its
 * own; the one below does the same right. The walkthrough "Learn IRQL with an
 * Example Driver" of driverlens leads through them.
 */
#include <ntddk.h>

#define BEAT_TAG 'taeB'
#define BEAT_RECENT 32

typedef struct _BEAT {
    KTIMER Timer;
    KDPC Dpc;
    PIO_WORKITEM WorkItem;
    /* Whether the work item is on its way; Idle is set while it is not. */
    LONG IsQueued;
    KEVENT Idle;
    /* Held while what follows is touched. */
    KSPIN_LOCK Lock;
    ULONG Count;
    LONGLONG Recent[BEAT_RECENT];
} BEAT, *PBEAT;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD BeatUnload;
KDEFERRED_ROUTINE BeatDpcWrong;
KDEFERRED_ROUTINE BeatDpc;
IO_WORKITEM_ROUTINE BeatWork;

NTSTATUS BeatSave(PBEAT Beat);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, BeatUnload)
#pragma alloc_text(PAGE, BeatWork)
#endif

/*
 * Step 1: what an IRQL is. The system calls a DPC at DISPATCH_LEVEL. There the
 * processor cannot turn to another thread, so nothing can be waited for: this stops
 * the machine with ATTEMPTED_SWITCH_FROM_DPC (0xB8).
 */
VOID BeatDpcWrong(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    PBEAT beat = (PBEAT)Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);

    KeWaitForSingleObject(&beat->Idle, Executive, KernelMode, FALSE, NULL);
    beat->Count++;
}

/* Right: what takes its time is handed to a work item, which runs at PASSIVE_LEVEL. */
VOID BeatDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    PBEAT beat = (PBEAT)Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);

    KeAcquireSpinLockAtDpcLevel(&beat->Lock);
    beat->Recent[beat->Count % BEAT_RECENT] = KeQueryPerformanceCounter(NULL).QuadPart;
    beat->Count++;
    KeReleaseSpinLockFromDpcLevel(&beat->Lock);
    if (InterlockedExchange(&beat->IsQueued, TRUE) == FALSE) {
        KeClearEvent(&beat->Idle);
        IoQueueWorkItem(beat->WorkItem, BeatWork, DelayedWorkQueue, beat);
    }
}

/*
 * Step 2: who decides at which level your code runs. The system does for routines
 * that it calls, as above; and so does each call that takes a spin lock: from there
 * to its release the code runs at DISPATCH_LEVEL. The registry is there at
 * PASSIVE_LEVEL only: this stops the machine with IRQL_NOT_LESS_OR_EQUAL (0xA).
 */
NTSTATUS BeatSaveWrong(PBEAT Beat)
{
    NTSTATUS status;
    KIRQL oldIrql;

    KeAcquireSpinLock(&Beat->Lock, &oldIrql);
    status = RtlWriteRegistryValue(RTL_REGISTRY_SERVICES, L"Beat", L"Count", REG_DWORD,
                                   &Beat->Count, sizeof(ULONG));
    KeReleaseSpinLock(&Beat->Lock, oldIrql);
    return status;
}

/* Right: the lock is held for as long as the count is read, and no longer. */
NTSTATUS BeatSave(PBEAT Beat)
{
    KIRQL oldIrql;
    ULONG count;

    KeAcquireSpinLock(&Beat->Lock, &oldIrql);
    count = Beat->Count;
    KeReleaseSpinLock(&Beat->Lock, oldIrql);
    return RtlWriteRegistryValue(RTL_REGISTRY_SERVICES, L"Beat", L"Count", REG_DWORD, &count,
                                 sizeof(count));
}

/*
 * Step 3: what may be done where. Paged pool may be on the disk, and at
 * DISPATCH_LEVEL nobody can fetch it: the machine stops with
 * DRIVER_IRQL_NOT_LESS_OR_EQUAL (0xD1), but only on the day when memory is short.
 */
NTSTATUS BeatLastWrong(PBEAT Beat, LONGLONG *Last)
{
    LONGLONG *last = (LONGLONG *)ExAllocatePool2(POOL_FLAG_PAGED, sizeof(*last), BEAT_TAG);
    KIRQL oldIrql;

    if (last == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeAcquireSpinLock(&Beat->Lock, &oldIrql);
    *last = Beat->Recent[0];
    KeReleaseSpinLock(&Beat->Lock, oldIrql);
    *Last = *last;
    ExFreePoolWithTag(last, BEAT_TAG);
    return STATUS_SUCCESS;
}

/* Right: what is touched at DISPATCH_LEVEL is in nonpaged pool, or on the stack. */
NTSTATUS BeatLast(PBEAT Beat, LONGLONG *Last)
{
    LONGLONG *last = (LONGLONG *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*last),
                                                  BEAT_TAG);
    KIRQL oldIrql;

    if (last == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeAcquireSpinLock(&Beat->Lock, &oldIrql);
    *last = Beat->Recent[0];
    KeReleaseSpinLock(&Beat->Lock, oldIrql);
    *Last = *last;
    ExFreePoolWithTag(last, BEAT_TAG);
    return STATUS_SUCCESS;
}

/*
 * Steps 4 and 5: see it, and ask why. No lock is in sight here, and nobody says at
 * which level this helper runs. Its only caller does, by what it holds: so the wait
 * below stops the machine.
 */
static VOID BeatPauseWrong(PBEAT Beat)
{
    LARGE_INTEGER moment;

    moment.QuadPart = -10 * 1000;
    KeDelayExecutionThread(KernelMode, FALSE, &moment);
    Beat->Count = 0;
}

VOID BeatResetWrong(PBEAT Beat)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Beat->Lock, &oldIrql);
    BeatPauseWrong(Beat);
    KeReleaseSpinLock(&Beat->Lock, oldIrql);
}

/* Right: first the wait, then the lock. */
VOID BeatReset(PBEAT Beat)
{
    LARGE_INTEGER moment;
    KIRQL oldIrql;

    moment.QuadPart = -10 * 1000;
    KeDelayExecutionThread(KernelMode, FALSE, &moment);
    KeAcquireSpinLock(&Beat->Lock, &oldIrql);
    Beat->Count = 0;
    KeReleaseSpinLock(&Beat->Lock, oldIrql);
}

/*
 * Step 6: mend it. One way out of this function forgets the lock: its caller goes on
 * at DISPATCH_LEVEL, and the machine stops far from here. Put the cursor on the
 * finding and open the quick fixes.
 */
BOOLEAN BeatTakeWrong(PBEAT Beat, ULONG *Count)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Beat->Lock, &oldIrql);
    if (Beat->Count == 0) {
        return FALSE;
    }
    *Count = Beat->Count;
    Beat->Count = 0;
    KeReleaseSpinLock(&Beat->Lock, oldIrql);
    return TRUE;
}

/* Right: there is one way out, and the lock is released on it. */
BOOLEAN BeatTake(PBEAT Beat, ULONG *Count)
{
    KIRQL oldIrql;

    KeAcquireSpinLock(&Beat->Lock, &oldIrql);
    *Count = Beat->Count;
    Beat->Count = 0;
    KeReleaseSpinLock(&Beat->Lock, oldIrql);
    return *Count != 0;
}

/* The rest of the driver. */

VOID BeatWork(PDEVICE_OBJECT Device, PVOID Context)
{
    PBEAT beat = (PBEAT)Context;

    PAGED_CODE();
    UNREFERENCED_PARAMETER(Device);

    (VOID)BeatSave(beat);
    /* In this order: later it would be set for what a beat has queued meanwhile. */
    KeSetEvent(&beat->Idle, IO_NO_INCREMENT, FALSE);
    InterlockedExchange(&beat->IsQueued, FALSE);
}

VOID BeatUnload(PDRIVER_OBJECT DriverObject)
{
    PDEVICE_OBJECT device = DriverObject->DeviceObject;
    PBEAT beat = (PBEAT)device->DeviceExtension;

    PAGED_CODE();

    KeCancelTimer(&beat->Timer);
    KeFlushQueuedDpcs();
    KeWaitForSingleObject(&beat->Idle, Executive, KernelMode, FALSE, NULL);
    IoFreeWorkItem(beat->WorkItem);
    IoDeleteDevice(device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    PBEAT beat;
    LARGE_INTEGER due;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = IoCreateDevice(DriverObject, sizeof(BEAT), NULL, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE,
                            &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    beat = (PBEAT)device->DeviceExtension;
    beat->WorkItem = IoAllocateWorkItem(device);
    if (beat->WorkItem == NULL) {
        IoDeleteDevice(device);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeSpinLock(&beat->Lock);
    KeInitializeEvent(&beat->Idle, NotificationEvent, TRUE);
    KeInitializeDpc(&beat->Dpc, BeatDpc, beat);
    KeInitializeTimerEx(&beat->Timer, SynchronizationTimer);
    due.QuadPart = -10 * 1000 * 1000;
    KeSetTimerEx(&beat->Timer, due, 1000, &beat->Dpc);
    DriverObject->DriverUnload = BeatUnload;
    return STATUS_SUCCESS;
}
