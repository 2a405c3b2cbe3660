/* Dispatch routines: every request is completed here, none is kept. */
#include "driver.h"

static NTSTATUS QuirksFind(PQUIRKS_EXTENSION Extension, PIRP Irp, PIO_STACK_LOCATION Stack);
static NTSTATUS QuirksHistory(PQUIRKS_EXTENSION Extension, PIRP Irp, PIO_STACK_LOCATION Stack);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, QuirksCreateClose)
#pragma alloc_text(PAGE, QuirksDeviceControl)
#pragma alloc_text(PAGE, QuirksFind)
#pragma alloc_text(PAGE, QuirksHistory)
#endif

_Use_decl_annotations_
NTSTATUS QuirksCreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS QuirksDeviceControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PQUIRKS_EXTENSION extension = (PQUIRKS_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    PAGED_CODE();

    Irp->IoStatus.Information = 0;
    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_QUIRKS_FIND:
        status = QuirksFind(extension, Irp, stack);
        break;
    case IOCTL_QUIRKS_HISTORY:
        status = QuirksHistory(extension, Irp, stack);
        break;
    case IOCTL_QUIRKS_RELOAD:
        status = QuirksReadSettings(extension);
        break;
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }

    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS QuirksFind(PQUIRKS_EXTENSION Extension, PIRP Irp, PIO_STACK_LOCATION Stack)
{
    QUIRKS_QUERY query;
    NTSTATUS status;

    PAGED_CODE();

    if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(QUIRKS_QUERY) ||
        Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(QUIRKS_REPLY)) {
        return STATUS_BUFFER_TOO_SMALL;
    }

    /* Input and output share the system buffer: the query is read before the reply is written. */
    query = *(const QUIRKS_QUERY *)Irp->AssociatedIrp.SystemBuffer;
    status = QuirksDatabaseFind(Extension, &query, (PQUIRKS_REPLY)Irp->AssociatedIrp.SystemBuffer);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = QuirksHistoryAdd(Extension, &query);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Irp->IoStatus.Information = sizeof(QUIRKS_REPLY);
    return STATUS_SUCCESS;
}

static NTSTATUS QuirksHistory(PQUIRKS_EXTENSION Extension, PIRP Irp, PIO_STACK_LOCATION Stack)
{
    ULONG capacity = Stack->Parameters.DeviceIoControl.OutputBufferLength / sizeof(QUIRKS_QUERY);
    ULONG count;

    PAGED_CODE();

    if (capacity == 0) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    count = QuirksHistoryCopy(Extension, (PQUIRKS_QUERY)Irp->AssociatedIrp.SystemBuffer, capacity);
    Irp->IoStatus.Information = (ULONG_PTR)count * sizeof(QUIRKS_QUERY);
    return STATUS_SUCCESS;
}
