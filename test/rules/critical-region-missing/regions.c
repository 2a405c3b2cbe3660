#include <ntddk.h>

ERESOURCE OpenLock;
FAST_MUTEX CloseLock;
ULONG OpenCount;

DRIVER_DISPATCH DispatchCreate;
DRIVER_DISPATCH DispatchClose;
DRIVER_DISPATCH DispatchControl;
KSTART_ROUTINE Worker;

NTSTATUS DispatchCreate(PDEVICE_OBJECT Device, PIRP Irp)
{
    ExAcquireResourceExclusiveLite(&OpenLock, TRUE); // want critical-region-missing "ExAcquireResourceExclusiveLite is called at PASSIVE_LEVEL outside of a critical region"
    OpenCount++;
    ExReleaseResourceLite(&OpenLock);
    return STATUS_SUCCESS;
}

NTSTATUS DispatchClose(PDEVICE_OBJECT Device, PIRP Irp)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&OpenLock, TRUE); // ok critical-region-missing
    OpenCount--;
    ExReleaseResourceLite(&OpenLock);
    KeLeaveCriticalRegion();
    ExAcquireFastMutex(&CloseLock); // ok critical-region-missing
    ExReleaseFastMutex(&CloseLock);
    return STATUS_SUCCESS;
}

NTSTATUS DispatchControl(PDEVICE_OBJECT Device, PIRP Irp)
{
    KIRQL oldIrql;
    KeRaiseIrql(APC_LEVEL, &oldIrql);
    ExAcquireResourceSharedLite(&OpenLock, TRUE); // ok critical-region-missing
    ExReleaseResourceLite(&OpenLock);
    KeLowerIrql(oldIrql);
    return STATUS_SUCCESS;
}

// Nobody suspends a thread of the system.
VOID Worker(PVOID Context)
{
    ExAcquireResourceSharedLite(&OpenLock, TRUE); // ok critical-region-missing
    ExReleaseResourceLite(&OpenLock);
}

// Who calls it may have entered one.
VOID Helper(VOID)
{
    ExAcquireResourceSharedLite(&OpenLock, TRUE); // ok critical-region-missing
    ExReleaseResourceLite(&OpenLock);
}
