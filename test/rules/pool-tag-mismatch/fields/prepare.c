#include "device.h"

PVOID GlobalTable = NULL;
static PVOID LocalTable;

NTSTATUS
PrepareDevice(
    _Inout_ PDEVICE_CONTEXT Device,
    _In_ SIZE_T Size,
    _In_ PVOID Given
    )
{
    Device->Queue = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, QUEUE_TAG);
    Device->Shared = Device->Queue != NULL ? ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, QUEUE_TAG) : NULL;
    Device->Scratch = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, DEVICE_TAG);
    Device->Registers = Given;
    Device->Adopted = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, QUEUE_TAG);
    GlobalTable = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, DEVICE_TAG);
    LocalTable = GlobalTable;
    return Device->Queue != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

VOID
PrepareFile(
    _Inout_ PFILE_CONTEXT File,
    _In_ SIZE_T Size
    )
{
    File->Queue = ExAllocatePool2(POOL_FLAG_PAGED, Size, DEVICE_TAG);
}

VOID
CloseFile(
    _Inout_ PFILE_CONTEXT File
    )
{
    ExFreePoolWithTag(File->Queue, DEVICE_TAG); // ok pool-tag-mismatch
    File->Queue = NULL;
}
