#include <ntddk.h>

#define PAGED_FUNCTION(name) alloc_text(PAGE, name)
#define TRACE_ENTER(name) do { PAGED_CODE(); DbgPrint("%s\n", name); } while (0)
#define TRACE_HERE TRACE_ENTER(__FUNCTION__)

DRIVER_INITIALIZE DriverEntry;
VOID OnArrival(PDEVICE_OBJECT Device);
VOID OnRemoval(PDEVICE_OBJECT Device);
VOID OnPower(PDEVICE_OBJECT Device);
VOID Traced(PDEVICE_OBJECT Device);
VOID TracedToo(PDEVICE_OBJECT Device);
VOID Checked(PDEVICE_OBJECT Device);
VOID CheckedElsewhere(PDEVICE_OBJECT Device);
VOID Locked(PDEVICE_OBJECT Device);
NTSTATUS Unused(PDEVICE_OBJECT Device);
NTSTATUS NotSupported(PDEVICE_OBJECT Device);
_IRQL_requires_max_(APC_LEVEL) VOID Annotated(PDEVICE_OBJECT Device);
_IRQL_requires_max_(DISPATCH_LEVEL) VOID AnnotatedHigher(PDEVICE_OBJECT Device);
VOID Resident(PDEVICE_OBJECT Device);
VOID InOneBuild(PDEVICE_OBJECT Device);
VOID ThroughMacro(PDEVICE_OBJECT Device);
VOID Parse(PUNICODE_STRING Text);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, OnArrival, OnRemoval, OnPower)
#pragma alloc_text(PAGE, Traced, TracedToo, Checked, CheckedElsewhere)
#pragma alloc_text(PAGELOCK, Locked)
#pragma alloc_text(PAGE, Unused, NotSupported)
#pragma alloc_text(PAGE, Annotated, AnnotatedHigher)
#pragma alloc_text(NONPAGED, Resident)
#pragma PAGED_FUNCTION(ThroughMacro)
#endif
#ifdef PAGE_THE_SLOW_PATH
#pragma alloc_text(PAGE, InOneBuild)
#endif

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) // ok paged-code-missing
{
    UNREFERENCED_PARAMETER(DriverObject);
    Parse(RegistryPath);
    return STATUS_SUCCESS;
}

VOID OnArrival(PDEVICE_OBJECT Device) // want paged-code-missing warning "OnArrival is pageable"
{
    IoInvalidateDeviceRelations(Device, BusRelations);
}

VOID OnRemoval(PDEVICE_OBJECT Device) // want paged-code-missing
{
    NTSTATUS status;
    PDEVICE_OBJECT lower = Device->AttachedDevice; // may be gone

    status = ObReferenceObjectByPointer(lower, 0, NULL, KernelMode);
    if (NT_SUCCESS(status)) {
        ObDereferenceObject(lower);
    }
}

VOID OnPower(PDEVICE_OBJECT Device) // ok paged-code-missing
{
    PAGED_CODE();
    IoInvalidateDeviceState(Device);
}

VOID Traced(PDEVICE_OBJECT Device) // ok paged-code-missing
{
    TRACE_ENTER("Traced");
    IoInvalidateDeviceState(Device);
}

VOID TracedToo(PDEVICE_OBJECT Device) // ok paged-code-missing
{
    TRACE_HERE;
    IoInvalidateDeviceState(Device);
}

VOID Checked(PDEVICE_OBJECT Device) // ok paged-code-missing
{
    NT_ASSERT(KeGetCurrentIrql() <= APC_LEVEL);
    IoInvalidateDeviceState(Device);
}

VOID CheckedElsewhere(PDEVICE_OBJECT Device) // ok paged-code-missing
{
    VOLUME_PAGED_CODE();
    IoInvalidateDeviceState(Device);
}

VOID Locked(PDEVICE_OBJECT Device) // want paged-code-missing
{
    IoInvalidateDeviceState(Device);
}

NTSTATUS Unused(PDEVICE_OBJECT Device) // ok paged-code-missing
{
    UNREFERENCED_PARAMETER(Device);
    return STATUS_NOT_SUPPORTED;
}

NTSTATUS NotSupported(PDEVICE_OBJECT Device) // ok paged-code-missing
{
    return Device == NULL ? STATUS_INVALID_PARAMETER : STATUS_NOT_SUPPORTED;
}

VOID Annotated(PDEVICE_OBJECT Device) // want paged-code-missing hint
{
    IoInvalidateDeviceState(Device);
}

VOID AnnotatedHigher(PDEVICE_OBJECT Device) // ok paged-code-missing; want paged-code-at-raised-irql warning "AnnotatedHigher is pageable, but is annotated for calls at up to DISPATCH_LEVEL"
{
    IoInvalidateDeviceState(Device);
}

VOID Resident(PDEVICE_OBJECT Device) // ok paged-code-missing
{
    IoInvalidateDeviceState(Device);
}

VOID InOneBuild(PDEVICE_OBJECT Device) // ok paged-code-missing
{
    IoInvalidateDeviceState(Device);
}

VOID ThroughMacro(PDEVICE_OBJECT Device) // want paged-code-missing
{
    IoInvalidateDeviceState(Device);
}

#pragma code_seg("PAGE")
VOID Parse(PUNICODE_STRING Text) // want paged-code-missing
{
#if DBG
    ULONG length = Text->Length;
#endif
    RtlDowncaseUnicodeString(Text, Text, FALSE);
}

static VOID Short(PUNICODE_STRING Text) { Parse(Text); } // want paged-code-missing

static VOID ShortTail(PUNICODE_STRING Text) // ok paged-code-missing
{
    PAGED_CODE_LOCKED();
    Short(Text);
}
#pragma code_seg()

VOID Tail(PUNICODE_STRING Text) // ok paged-code-missing
{
    ShortTail(Text);
}
