#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH Create;
_Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH Close;
VOID Log(PDEVICE_OBJECT Device);
VOID Flush(PKSPIN_LOCK Lock);
VOID WhenOld(PDEVICE_OBJECT Device);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, Create)
#endif
#if OLD_SYSTEMS
#pragma alloc_text(PAGE, WhenOld)
#endif

#define ENTER() { PAGED_CODE(); DbgPrint("%s\n", __FUNCTION__); }

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) // ok paged-code-not-paged
{
    PAGED_CODE();
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = Create;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = Close;
    return STATUS_SUCCESS;
}

NTSTATUS Create(PDEVICE_OBJECT Device, PIRP Irp) // ok paged-code-not-paged
{
    PAGED_CODE();
    UNREFERENCED_PARAMETER(Irp);
    Log(Device);
    return STATUS_SUCCESS;
}

NTSTATUS Close(PDEVICE_OBJECT Device, PIRP Irp) // want paged-code-not-paged hint "Close uses PAGED_CODE, but is in no paged section"
{
    UNREFERENCED_PARAMETER(Irp);

    PAGED_CODE();

    Log(Device);
    return STATUS_SUCCESS;
}

VOID Flush(PKSPIN_LOCK Lock) // ok paged-code-not-paged
{
    KIRQL old;

    PAGED_CODE();

    KeAcquireSpinLock(Lock, &old);
    KeReleaseSpinLock(Lock, old);
}

static KIRQL Lock(PKSPIN_LOCK Lock)
{
    KIRQL old;
    KeAcquireSpinLock(Lock, &old);
    return old;
}

static VOID FlushThrough(PKSPIN_LOCK Spin) // ok paged-code-not-paged
{
    KIRQL old;

    PAGED_CODE();

    old = Lock(Spin);
    KeReleaseSpinLock(Spin, old);
}

VOID Log(PDEVICE_OBJECT Device) // ok paged-code-not-paged
{
    ENTER();
    IoInvalidateDeviceState(Device);
}

VOID WhenOld(PDEVICE_OBJECT Device) // ok paged-code-not-paged
{
    PAGED_CODE();
    IoInvalidateDeviceState(Device);
}

static FORCEINLINE VOID Inlined(PDEVICE_OBJECT Device) // ok paged-code-not-paged
{
    PAGED_CODE();
    IoInvalidateDeviceState(Device);
}
