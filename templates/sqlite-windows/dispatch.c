/* Dispatch routines: every request is completed here, none is kept. */
#include "driver.h"
#include "sqlite-memory.h"

static NTSTATUS NewDriverStatistics(
    _Out_writes_bytes_to_(Length, *Written) PVOID Buffer,
    _In_ ULONG Length,
    _Out_ PULONG Written);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverCreateClose)
#pragma alloc_text(PAGE, NewDriverDeviceControl)
#pragma alloc_text(PAGE, NewDriverStatistics)
#endif

_Use_decl_annotations_
NTSTATUS NewDriverCreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NewDriverDeviceControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PNEW_DRIVER_EXTENSION extension = (PNEW_DRIVER_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PVOID buffer = Irp->AssociatedIrp.SystemBuffer;
    ULONG inputLength = stack->Parameters.DeviceIoControl.InputBufferLength;
    ULONG outputLength = stack->Parameters.DeviceIoControl.OutputBufferLength;
    ULONG written = 0;
    NTSTATUS status;

    PAGED_CODE();

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_NEW_DRIVER_RUN_QUERY:
        status = NewDriverQueryRun(extension, buffer, inputLength, outputLength, &written);
        break;
    case IOCTL_NEW_DRIVER_LIST_QUERIES:
        status = NewDriverQueryList(buffer, outputLength, &written);
        break;
    case IOCTL_NEW_DRIVER_GET_STATISTICS:
        status = NewDriverStatistics(buffer, outputLength, &written);
        break;
#ifdef NEW_DRIVER_FAULT_INJECTION
    case IOCTL_NEW_DRIVER_FAIL_EVERY:
        if (inputLength != sizeof(ULONG)) {
            status = STATUS_INVALID_PARAMETER;
            break;
        }
        NewDriverMemoryFailEvery(*(const ULONG *)buffer);
        status = STATUS_SUCCESS;
        break;
#endif
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = written;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

_Use_decl_annotations_
static NTSTATUS NewDriverStatistics(PVOID Buffer, ULONG Length, PULONG Written)
{
    PNEW_DRIVER_STATISTICS statistics = (PNEW_DRIVER_STATISTICS)Buffer;
    NEW_DRIVER_MEMORY_USAGE usage;

    PAGED_CODE();

    *Written = 0;
    if (Length < sizeof(*statistics)) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    NewDriverMemoryUsage(&usage);
    statistics->MemoryBlocks = usage.Blocks;
    statistics->MemoryBytes = usage.Bytes;
    statistics->MemoryRequests = usage.Requests;
    statistics->SqliteVersion = (ULONG)sqlite3_libversion_number();
    statistics->SqliteThreadSafe = (ULONG)sqlite3_threadsafe();
    *Written = sizeof(*statistics);
    return STATUS_SUCCESS;
}
