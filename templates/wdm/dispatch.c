/*
 * Dispatch routines: every request is completed where it is received, none is kept, so there is nothing to cancel. Each
 * looks at lengths before it looks at buffers: where a length is 0 there is no buffer.
 */
#include "driver.h"

static NTSTATUS NewDriverQuery(
    _Inout_ PNEW_DRIVER_EXTENSION Extension,
    _In_ PIRP Irp,
    _In_ ULONG Capacity,
    _Inout_ PULONG_PTR Information);
static NTSTATUS NewDriverPeek(
    _Inout_ PNEW_DRIVER_EXTENSION Extension,
    _In_ PIRP Irp,
    _In_ ULONG Capacity,
    _Inout_ PULONG_PTR Information);
static NTSTATUS NewDriverComplete(_Inout_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverCreate)
#pragma alloc_text(PAGE, NewDriverCleanup)
#pragma alloc_text(PAGE, NewDriverClose)
#pragma alloc_text(PAGE, NewDriverRead)
#pragma alloc_text(PAGE, NewDriverWrite)
#pragma alloc_text(PAGE, NewDriverDeviceControl)
#pragma alloc_text(PAGE, NewDriverQuery)
#pragma alloc_text(PAGE, NewDriverPeek)
#endif

_Use_decl_annotations_
NTSTATUS NewDriverCreate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PNEW_DRIVER_EXTENSION extension = (PNEW_DRIVER_EXTENSION)DeviceObject->DeviceExtension;
    LONG handles;

    PAGED_CODE();

    handles = InterlockedIncrement(&extension->Handles);
    NewDriverTrace(DPFLTR_TRACE_LEVEL, "opened, %ld handles\n", handles);
    return NewDriverComplete(Irp, STATUS_SUCCESS, 0);
}

/* The last handle to a file object was closed; requests of its owner may still come until NewDriverClose. */
_Use_decl_annotations_
NTSTATUS NewDriverCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PNEW_DRIVER_EXTENSION extension = (PNEW_DRIVER_EXTENSION)DeviceObject->DeviceExtension;
    LONG handles;

    PAGED_CODE();

    handles = InterlockedDecrement(&extension->Handles);
    NewDriverTrace(DPFLTR_TRACE_LEVEL, "closed, %ld handles\n", handles);
    return NewDriverComplete(Irp, STATUS_SUCCESS, 0);
}

/* Nothing refers to the file object any more. What was allocated for it in NewDriverCreate would be freed here. */
_Use_decl_annotations_
NTSTATUS NewDriverClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    return NewDriverComplete(Irp, STATUS_SUCCESS, 0);
}

_Use_decl_annotations_
NTSTATUS NewDriverRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PNEW_DRIVER_EXTENSION extension = (PNEW_DRIVER_EXTENSION)DeviceObject->DeviceExtension;
    ULONG capacity = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length;
    ULONG length = 0;
    NTSTATUS status = STATUS_SUCCESS;

    PAGED_CODE();

    /* Who asks for nothing gets nothing, as from a file. */
    if (capacity > 0) {
        status = NewDriverStoreTake(&extension->Store, Irp->AssociatedIrp.SystemBuffer, capacity, &length);
    }
    return NewDriverComplete(Irp, status, length);
}

_Use_decl_annotations_
NTSTATUS NewDriverWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PNEW_DRIVER_EXTENSION extension = (PNEW_DRIVER_EXTENSION)DeviceObject->DeviceExtension;
    ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length;
    NTSTATUS status;

    PAGED_CODE();

    if (length == 0) {
        status = STATUS_SUCCESS;
    } else if (length > NEW_DRIVER_MESSAGE_BYTES) {
        status = STATUS_INVALID_BUFFER_SIZE;
    } else {
        status = NewDriverStoreAppend(&extension->Store, Irp->AssociatedIrp.SystemBuffer, length);
    }
    if (!NT_SUCCESS(status)) {
        NewDriverTrace(DPFLTR_WARNING_LEVEL, "message of %lu bytes refused, status 0x%08X\n", length, status);
        return NewDriverComplete(Irp, status, 0);
    }
    return NewDriverComplete(Irp, STATUS_SUCCESS, length);
}

_Use_decl_annotations_
NTSTATUS NewDriverDeviceControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PNEW_DRIVER_EXTENSION extension = (PNEW_DRIVER_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG code = stack->Parameters.DeviceIoControl.IoControlCode;
    ULONG capacity = stack->Parameters.DeviceIoControl.OutputBufferLength;
    ULONG_PTR information = 0;
    NTSTATUS status;

    PAGED_CODE();

    /* The I/O manager has looked at the access that a code asks for: it compares all of the code. */
    switch (code) {
    case IOCTL_NEW_DRIVER_QUERY:
        status = NewDriverQuery(extension, Irp, capacity, &information);
        break;
    case IOCTL_NEW_DRIVER_PEEK:
        status = NewDriverPeek(extension, Irp, capacity, &information);
        break;
    case IOCTL_NEW_DRIVER_CLEAR:
        NewDriverStoreClear(&extension->Store);
        status = STATUS_SUCCESS;
        break;
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }
    NewDriverTrace(DPFLTR_TRACE_LEVEL, "control 0x%08lX, status 0x%08X\n", code, status);
    return NewDriverComplete(Irp, status, information);
}

/* Buffered: the I/O manager copies `Information` bytes out of the system buffer, so all of them are written before. */
_Use_decl_annotations_
static NTSTATUS NewDriverQuery(PNEW_DRIVER_EXTENSION Extension, PIRP Irp, ULONG Capacity, PULONG_PTR Information)
{
    PNEW_DRIVER_STATUS reply = (PNEW_DRIVER_STATUS)Irp->AssociatedIrp.SystemBuffer;

    PAGED_CODE();

    if (Capacity < sizeof(*reply)) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    NewDriverStoreQuery(&Extension->Store, reply);
    reply->Handles = (ULONG)Extension->Handles;
    *Information = sizeof(*reply);
    return STATUS_SUCCESS;
}

/* Direct: the I/O manager has locked the caller's pages. He may change them while we write: nothing is read back. */
_Use_decl_annotations_
static NTSTATUS NewDriverPeek(PNEW_DRIVER_EXTENSION Extension, PIRP Irp, ULONG Capacity, PULONG_PTR Information)
{
    PVOID buffer;
    ULONG length;
    NTSTATUS status;

    PAGED_CODE();

    if (Capacity == 0) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    buffer = MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority | MdlMappingNoExecute);
    if (buffer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if ((ULONG_PTR)buffer % NEW_DRIVER_RECORD_ALIGNMENT != 0) {
        return STATUS_DATATYPE_MISALIGNMENT;
    }
    status = NewDriverStorePeek(&Extension->Store, buffer, Capacity, &length);
    *Information = length;
    return status;
}

/* The request is the I/O manager's again when this returns: who calls it returns the status and touches no more of it. */
_Use_decl_annotations_
static NTSTATUS NewDriverComplete(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}
