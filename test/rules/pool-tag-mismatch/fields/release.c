#include "device.h"

NTSTATUS Adopt(_Inout_ PVOID *Buffer);

VOID
ReleaseDevice(
    _Inout_ PDEVICE_CONTEXT Device,
    _In_ DEVICE_CONTEXT *Other,
    _In_ PVOID Unknown
    )
{
    PVOID queue = Device->Queue;

    if (Device->Queue != NULL) {
        ExFreePoolWithTag(Device->Queue, DEVICE_TAG); // want pool-tag-mismatch warning "Device->Queue is freed with the tag 'vDxE', but was allocated with 'uQxE'"
        Device->Queue = NULL;
    }
    ExFreePoolWithTag(queue, QUEUE_TAG);           // ok pool-tag-mismatch
    ExFreePoolWithTag(Other->Shared, DEVICE_TAG);  // want pool-tag-mismatch "'uQxE'"
    ExFreePoolWithTag(Other->Scratch, QUEUE_TAG);  // want pool-tag-mismatch "'vDxE'"
    ExFreePoolWithTag(Other->Registers, QUEUE_TAG); // ok pool-tag-mismatch

    // Somebody else may have put memory of another tag there.
    Adopt(&Device->Adopted);
    ExFreePoolWithTag(Device->Adopted, DEVICE_TAG); // ok pool-tag-mismatch

    ExFreePoolWithTag(GlobalTable, QUEUE_TAG); // want pool-tag-mismatch "GlobalTable is freed"
    ExFreePool(GlobalTable);                   // want pool-tag-mismatch "without naming it"
    ExFreePoolWithTag(Unknown, QUEUE_TAG);     // ok pool-tag-mismatch
    Other->Shared = Device->Shared;
}
