/*
 * Driver, device, queue and requests of what stands for the framework where a driver from the template `kmdf` runs in Wine, which
 * has none: over a plain device object. One device is added when the driver is loaded, and removed before it is unloaded;
 * programs find it as \\.\UnderTest.
 */
#include "wdf-objects.h"

#define NAME_OF_DEVICE L"\\Device\\UnderTest"
#define NAME_OF_LINK L"\\DosDevices\\UnderTest"

struct WDFDEVICE_INIT {
    DEVICE_TYPE Type;
    WDF_DEVICE_IO_TYPE IoType;
};

DRIVER_INITIALIZE DriverEntry;
/* The driver's, whose objects are compiled with this name for it. */
DRIVER_INITIALIZE DriverEntryOfTemplate;

static PDRIVER_OBJECT Driver;
static WDF_DRIVER_CONFIG DriverConfig;
OBJECT *DriverHandle;
static OBJECT *Device;
static OBJECT *Queue;
static WDF_IO_QUEUE_CONFIG QueueConfig;
static PDEVICE_OBJECT DeviceObject;
static UNICODE_STRING DeviceName = RTL_CONSTANT_STRING(NAME_OF_DEVICE);
static UNICODE_STRING LinkName = RTL_CONSTANT_STRING(NAME_OF_LINK);

NTSTATUS NTAPI WdfDriverCreate(
    PDRIVER_OBJECT DriverObject, PCUNICODE_STRING RegistryPath, PWDF_OBJECT_ATTRIBUTES DriverAttributes,
    PWDF_DRIVER_CONFIG Config, WDFDRIVER *Created)
{
    NTSTATUS status = Create(KindDriver, DriverAttributes, NULL, &DriverHandle);

    if (DriverObject != Driver || RegistryPath->Length == 0 || Config->Size != sizeof(*Config)) {
        WRONG("the driver object, its path or its configuration\n");
    }
    DriverConfig = *Config;
    if (Created != NULL) {
        *Created = (WDFDRIVER)DriverHandle;
    }
    return status;
}

VOID NTAPI WdfDeviceInitSetDeviceType(PWDFDEVICE_INIT DeviceInit, DEVICE_TYPE DeviceType)
{
    DeviceInit->Type = DeviceType;
}

VOID NTAPI WdfDeviceInitSetIoType(PWDFDEVICE_INIT DeviceInit, WDF_DEVICE_IO_TYPE IoType)
{
    DeviceInit->IoType = IoType;
}

NTSTATUS NTAPI WdfDeviceCreate(PWDFDEVICE_INIT *DeviceInit, PWDF_OBJECT_ATTRIBUTES DeviceAttributes, WDFDEVICE *Created)
{
    NTSTATUS status = Create(KindDevice, DeviceAttributes, DriverHandle, &Device);

    if (NT_SUCCESS(status)) {
        status = IoCreateDevice(Driver, 0, &DeviceName, (*DeviceInit)->Type, 0, FALSE, &DeviceObject);
    }
    if (NT_SUCCESS(status) && (*DeviceInit)->IoType == WdfDeviceIoBuffered) {
        DeviceObject->Flags |= DO_BUFFERED_IO;
    }
    *DeviceInit = NULL;
    *Created = (WDFDEVICE)Device;
    return status;
}

NTSTATUS NTAPI WdfDeviceCreateDeviceInterface(WDFDEVICE Handle, CONST GUID *InterfaceClass, PCUNICODE_STRING Reference)
{
    As(KindDevice, Handle);
    DbgPrint("wdf: interface %08lx%s\n", InterfaceClass->Data1, Reference == NULL ? "" : ", with a reference");
    return IoCreateSymbolicLink(&LinkName, &DeviceName);
}

NTSTATUS NTAPI WdfIoQueueCreate(
    WDFDEVICE Handle, PWDF_IO_QUEUE_CONFIG Config, PWDF_OBJECT_ATTRIBUTES QueueAttributes, WDFQUEUE *Created)
{
    NTSTATUS status = Create(KindQueue, QueueAttributes, As(KindDevice, Handle), &Queue);

    if (Config->Size != sizeof(*Config) || !Config->DefaultQueue) {
        WRONG("the queue's configuration\n");
    }
    DbgPrint("wdf: queue of type %d, power-managed %d\n", Config->DispatchType, Config->PowerManaged);
    QueueConfig = *Config;
    if (Created != NULL) {
        *Created = (WDFQUEUE)Queue;
    }
    return status;
}

WDFDEVICE NTAPI WdfIoQueueGetDevice(WDFQUEUE Handle)
{
    return (WDFDEVICE)As(KindQueue, Handle)->Parent;
}

static NTSTATUS Retrieve(OBJECT *Request, UCHAR Major, size_t Minimum, size_t Length, PVOID *Buffer, size_t *Given)
{
    UCHAR major = IoGetCurrentIrpStackLocation(Request->Irp)->MajorFunction;

    if (Minimum == 0) {
        WRONG("no buffer is asked for\n");
    }
    if (major != Major && major != IRP_MJ_DEVICE_CONTROL) {
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    if (Length < Minimum) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    *Buffer = Request->Irp->AssociatedIrp.SystemBuffer;
    if (Given != NULL) {
        *Given = Length;
    }
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfRequestRetrieveInputBuffer(WDFREQUEST Handle, size_t Minimum, PVOID *Buffer, size_t *Length)
{
    OBJECT *request = As(KindRequest, Handle);
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(request->Irp);
    BOOLEAN write = stack->MajorFunction == IRP_MJ_WRITE;

    return Retrieve(request, IRP_MJ_WRITE, Minimum,
        write ? stack->Parameters.Write.Length : stack->Parameters.DeviceIoControl.InputBufferLength, Buffer, Length);
}

NTSTATUS NTAPI WdfRequestRetrieveOutputBuffer(WDFREQUEST Handle, size_t Minimum, PVOID *Buffer, size_t *Length)
{
    OBJECT *request = As(KindRequest, Handle);
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(request->Irp);
    BOOLEAN read = stack->MajorFunction == IRP_MJ_READ;

    return Retrieve(request, IRP_MJ_READ, Minimum,
        read ? stack->Parameters.Read.Length : stack->Parameters.DeviceIoControl.OutputBufferLength, Buffer, Length);
}

VOID NTAPI WdfRequestCompleteWithInformation(WDFREQUEST Handle, NTSTATUS Status, ULONG_PTR Information)
{
    OBJECT *request = As(KindRequest, Handle);

    if (LocksHeld != 0) {
        WRONG("a request is completed under a lock\n");
    }
    if (request->Irp == NULL) {
        WRONG("a request is completed twice\n");
        return;
    }
    request->Irp->IoStatus.Status = Status;
    request->Irp->IoStatus.Information = Information;
    IoCompleteRequest(request->Irp, IO_NO_INCREMENT);
    request->Irp = NULL;
}

VOID NTAPI WdfRequestComplete(WDFREQUEST Handle, NTSTATUS Status)
{
    WdfRequestCompleteWithInformation(Handle, Status, 0);
}

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS NTAPI Dispatch(PDEVICE_OBJECT Target, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    OBJECT *request;

    UNREFERENCED_PARAMETER(Target);
    switch (stack->MajorFunction) {
    case IRP_MJ_READ:
    case IRP_MJ_WRITE:
        if (stack->Parameters.Read.Length == 0 && !QueueConfig.AllowZeroLengthRequests) {
            return Finish(Irp, STATUS_SUCCESS);
        }
        break;
    case IRP_MJ_DEVICE_CONTROL:
        break;
    default:
        return Finish(Irp, STATUS_SUCCESS);
    }
    if (!NT_SUCCESS(Create(KindRequest, NULL, Queue, &request))) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    request->Irp = Irp;
    IoMarkIrpPending(Irp);
    if (stack->MajorFunction == IRP_MJ_READ) {
        QueueConfig.EvtIoRead((WDFQUEUE)Queue, (WDFREQUEST)request, stack->Parameters.Read.Length);
    } else if (stack->MajorFunction == IRP_MJ_WRITE) {
        QueueConfig.EvtIoWrite((WDFQUEUE)Queue, (WDFREQUEST)request, stack->Parameters.Write.Length);
    } else {
        QueueConfig.EvtIoDeviceControl((WDFQUEUE)Queue, (WDFREQUEST)request,
            stack->Parameters.DeviceIoControl.OutputBufferLength, stack->Parameters.DeviceIoControl.InputBufferLength,
            stack->Parameters.DeviceIoControl.IoControlCode);
    }
    if (request->Irp != NULL) {
        WRONG("a request is not completed\n");
        WdfRequestComplete((WDFREQUEST)request, STATUS_UNSUCCESSFUL);
    }
    WdfObjectDelete(request);
    return STATUS_PENDING;
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    ULONG objects = 0;
    PLIST_ENTRY link;

    UNREFERENCED_PARAMETER(DriverObject);
    /* They go with the device; what is not needed any more has gone before. */
    if (Device != NULL) {
        for (link = Device->Children.Flink; link != &Device->Children; link = link->Flink) {
            objects++;
        }
    }
    DbgPrint("wdf: %lu objects of the device\n", objects);
    IoDeleteSymbolicLink(&LinkName);
    if (DeviceObject != NULL) {
        IoDeleteDevice(DeviceObject);
    }
    /* The device is its child. */
    WdfObjectDelete(DriverHandle);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    struct WDFDEVICE_INIT init = {FILE_DEVICE_UNKNOWN, WdfDeviceIoBuffered};
    ULONG major;
    NTSTATUS status;

    Driver = DriverObject;
    status = DriverEntryOfTemplate(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    for (major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major++) {
        DriverObject->MajorFunction[major] = Dispatch;
    }
    DriverObject->DriverUnload = Unload;
    status = DriverConfig.EvtDriverDeviceAdd((WDFDRIVER)DriverHandle, &init);
    if (!NT_SUCCESS(status)) {
        Unload(DriverObject);
    }
    return status;
}
