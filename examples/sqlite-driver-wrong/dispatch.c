/* Dispatch routines. */
#include "driver.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, QuirksCreateClose)
#pragma alloc_text(PAGE, QuirksDeviceControl)
#endif

NTSTATUS QuirksCreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS QuirksDeviceControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PQUIRKS_EXTENSION extension = (PQUIRKS_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PVOID buffer = Irp->AssociatedIrp.SystemBuffer;
    ULONG length = stack->Parameters.DeviceIoControl.OutputBufferLength;
    NTSTATUS status = STATUS_SUCCESS;
    PQUIRKS_QUERY query;

    PAGED_CODE();

    Irp->IoStatus.Information = 0;
    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_QUIRKS_FIND:
        // wrong: PagedPool is a POOL_TYPE; as flags its value asks for quota and for no pool at all
        query = ExAllocatePool2(PagedPool, sizeof(*query), QUIRKS_TAG);
        if (query == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            break;
        }
        RtlCopyMemory(query, buffer, sizeof(*query));
        // wrong: SQLite computes in registers that on x86 belong to the application
        status = QuirksDatabaseFind(extension, query, buffer);
        if (NT_SUCCESS(status)) {
            status = QuirksHistoryAdd(extension, query);
            Irp->IoStatus.Information = sizeof(QUIRKS_REPLY);
        }
        ExFreePoolWithTag(query, QUIRKS_TAG_HISTORY);  // wrong: not the tag that it was allocated with
        break;
    case IOCTL_QUIRKS_HISTORY:
        Irp->IoStatus.Information = QuirksHistoryCopy(extension, buffer, length / sizeof(*query)) * sizeof(*query);
        break;
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }

    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
