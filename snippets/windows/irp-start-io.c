/*
 * prefix: kd-irp-start-io
 * title: One request at a time with StartIo
 * topic: Requests
 * description: Queues requests in the device, which the system hands over one by one
 */
_Dispatch_type_(${1|IRP_MJ_READ,IRP_MJ_WRITE,IRP_MJ_DEVICE_CONTROL|})
EXTERN_C DRIVER_DISPATCH ${2:Sample}Enqueue;
EXTERN_C DRIVER_STARTIO ${2:Sample}StartIo;

/* Nobody can cancel these: for a device that answers soon. Where it may not, a cancel-safe queue stands instead. */
_Use_decl_annotations_
NTSTATUS ${2:Sample}Enqueue(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    IoMarkIrpPending(Irp);
    IoStartPacket(DeviceObject, Irp, NULL, NULL);
    return STATUS_PENDING;
}

/* DriverObject->DriverStartIo; at DISPATCH_LEVEL. */
_Use_decl_annotations_
VOID ${2:Sample}StartIo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    /* Tell the device to begin. */
    $0
}

/* In the DPC of the device's interrupt: the current request is done. StartIo is called for the next one first. */
_IRQL_requires_(DISPATCH_LEVEL)
VOID ${2:Sample}Finish(_In_ PDEVICE_OBJECT DeviceObject, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    PIRP irp = DeviceObject->CurrentIrp;

    irp->IoStatus.Status = Status;
    irp->IoStatus.Information = Information;
    IoStartNextPacket(DeviceObject, FALSE);
    IoCompleteRequest(irp, ${3|IO_NO_INCREMENT,IO_DISK_INCREMENT,IO_SERIAL_INCREMENT|});
}
