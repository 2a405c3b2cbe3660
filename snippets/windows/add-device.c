/*
 * prefix: kd-add-device
 * title: AddDevice of a filter
 * topic: Entry and devices
 * description: Attaches a device to a stack, with the flags of the one below it, and leaves nothing behind where it
 *     fails
 * needs: filter-extension
 */
EXTERN_C DRIVER_ADD_DEVICE ${1:Sample}AddDevice;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}AddDevice)
#endif

_Use_decl_annotations_
NTSTATUS ${1:Sample}AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    P${2:SAMPLE_EXTENSION} extension;
    PDEVICE_OBJECT device;
    NTSTATUS status;

    PAGED_CODE();

    /* Without a name: whoever opens the stack is checked by the name of the device at its bottom. */
    status = IoCreateDevice(
        DriverObject, sizeof(*extension), NULL, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    extension = (P${2:SAMPLE_EXTENSION})device->DeviceExtension;
    IoInitializeRemoveLock(&extension->RemoveLock, '${3:lSaS}', 0, 0);
    status = IoAttachDeviceToDeviceStackSafe(device, PhysicalDeviceObject, &extension->LowerDevice);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }

    device->DeviceType = extension->LowerDevice->DeviceType;
    device->Characteristics = extension->LowerDevice->Characteristics;
    device->Flags |= extension->LowerDevice->Flags
        & (DO_BUFFERED_IO | DO_DIRECT_IO | DO_POWER_PAGABLE | DO_POWER_INRUSH);

    /* Until here nobody else could attach to it or open it. */
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}
