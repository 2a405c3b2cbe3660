/*
 * prefix: kd-dispatch-internal-device-control
 * title: Dispatch routine for internal device control
 * topic: Dispatch routines
 * description: A control code that other drivers alone can send, with a structure of theirs
 */
/* For both drivers, in a header of both. */
#define IOCTL_INTERNAL_${1:SAMPLE}_GET_INTERFACE CTL_CODE(FILE_DEVICE_UNKNOWN, 0x${2:900}, METHOD_NEITHER, FILE_ANY_ACCESS)

typedef struct _${1:SAMPLE}_INTERFACE {
    /* The sender's sizeof: a later version has more at its end. */
    ULONG Size;
    PVOID Context;
} ${1:SAMPLE}_INTERFACE, *P${1:SAMPLE}_INTERFACE;

_Dispatch_type_(IRP_MJ_INTERNAL_DEVICE_CONTROL)
EXTERN_C DRIVER_DISPATCH ${3:Sample}InternalDeviceControl;

/* Resident: drivers send these at DISPATCH_LEVEL too. */
_Use_decl_annotations_
NTSTATUS ${3:Sample}InternalDeviceControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    P${1:SAMPLE}_INTERFACE reply;
    NTSTATUS status;

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_INTERNAL_${1:SAMPLE}_GET_INTERFACE:
        /* A kernel address: no program can send this. The sender sets it; IoBuildDeviceIoControlRequest does not. */
        reply = (P${1:SAMPLE}_INTERFACE)stack->Parameters.Others.Argument1;
        if (reply == NULL || reply->Size < sizeof(*reply)) {
            status = STATUS_INVALID_PARAMETER;
            break;
        }
        reply->Context = DeviceObject->DeviceExtension;
        status = STATUS_SUCCESS;
        break;
    $0
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
