/*
 * prefix: kd-dispatch-device-control
 * title: Dispatch routine for device control
 * topic: Dispatch routines
 * description: A control code with a buffered reply, and the routine that answers it
 */
/* For the driver and its programs, in a header of both. */
#define IOCTL_${1:SAMPLE}_QUERY CTL_CODE(FILE_DEVICE_UNKNOWN, 0x${2:800}, METHOD_BUFFERED, FILE_READ_DATA)

typedef struct _${1:SAMPLE}_STATUS {
    ULONG Version;
    ULONG Requests;
} ${1:SAMPLE}_STATUS, *P${1:SAMPLE}_STATUS;

_Dispatch_type_(IRP_MJ_DEVICE_CONTROL)
EXTERN_C DRIVER_DISPATCH ${3:Sample}DeviceControl;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${3:Sample}DeviceControl)
#endif

_Use_decl_annotations_
NTSTATUS ${3:Sample}DeviceControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG capacity = stack->Parameters.DeviceIoControl.OutputBufferLength;
    P${1:SAMPLE}_STATUS reply = (P${1:SAMPLE}_STATUS)Irp->AssociatedIrp.SystemBuffer;
    ULONG_PTR information = 0;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_${1:SAMPLE}_QUERY:
        if (capacity < sizeof(*reply)) {
            status = STATUS_BUFFER_TOO_SMALL;
            break;
        }

        /* All of it is written: the caller gets what the buffer held before, too. */
        reply->Version = 1;
        reply->Requests = 0;
        information = sizeof(*reply);
        status = STATUS_SUCCESS;
        break;
    $0
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
