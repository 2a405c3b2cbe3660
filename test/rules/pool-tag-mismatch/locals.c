// unit: target=10.0.19041
#include <ntddk.h>
#include <ndis.h>

#define SEND_TAG 'dneS'
#define RECEIVE_TAG 'vceR'

NTSTATUS FillRequest(_Inout_ PVOID Buffer);
NTSTATUS GetBuffer(_Out_ PVOID *Buffer);

NTSTATUS
SendRequest(
    _In_ SIZE_T Size
    )
{
    NTSTATUS status;
    PVOID buffer = NULL;

    buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, SEND_TAG);
    if (buffer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = FillRequest(buffer);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(buffer, RECEIVE_TAG); // want pool-tag-mismatch error "buffer is freed with the tag 'vceR', but was allocated with 'dneS'"
        return status;
    }
    ExFreePoolWithTag(buffer, SEND_TAG); // ok pool-tag-mismatch
    return status;
}

VOID
SendCast(
    _In_ SIZE_T Size,
    _In_ BOOLEAN Paged
    )
{
    PUCHAR bytes = (PUCHAR)(Paged ? ExAllocatePool2(POOL_FLAG_PAGED, Size, SEND_TAG)
                                  : ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, SEND_TAG));
    PUCHAR alias = bytes;

    if (alias != NULL) {
        ExFreePoolWithTag((PVOID)alias, RECEIVE_TAG); // want pool-tag-mismatch "'vceR', but was allocated with 'dneS'"
    }
}

VOID
SendUntagged(
    _In_ SIZE_T Size
    )
{
    PVOID buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, SEND_TAG);

    if (buffer != NULL) {
        ExFreePool(buffer); // want pool-tag-mismatch hint "ExFreePool frees memory that has the tag 'dneS' without naming it"
    }
}

VOID
NotKnown(
    _In_ SIZE_T Size,
    _In_ PVOID Given,
    _In_ ULONG Tag,
    _In_ BOOLEAN Receiving
    )
{
    PVOID either = Receiving ? ExAllocatePool2(POOL_FLAG_PAGED, Size, RECEIVE_TAG) : ExAllocatePool2(POOL_FLAG_PAGED, Size, SEND_TAG);
    PVOID replaced = ExAllocatePool2(POOL_FLAG_PAGED, Size, SEND_TAG);
    PVOID passed = ExAllocatePool2(POOL_FLAG_PAGED, Size, SEND_TAG);
    PVOID moved = ExAllocatePool2(POOL_FLAG_PAGED, Size, SEND_TAG);
    PVOID any = ExAllocatePool2(POOL_FLAG_PAGED, Size, SEND_TAG);
    PVOID chosen = ExAllocatePool2(POOL_FLAG_PAGED, Size, Tag);
    PUCHAR counted = ExAllocatePool2(POOL_FLAG_PAGED, Size, SEND_TAG);
    UNICODE_STRING name;

    ExFreePoolWithTag(either, RECEIVE_TAG); // ok pool-tag-mismatch

    replaced = Given;
    ExFreePoolWithTag(replaced, RECEIVE_TAG); // ok pool-tag-mismatch

    GetBuffer(&passed);
    ExFreePoolWithTag(passed, RECEIVE_TAG); // ok pool-tag-mismatch

    moved = (PUCHAR)moved + 16;
    ExFreePoolWithTag(moved, RECEIVE_TAG); // ok pool-tag-mismatch

    counted += 16;
    ExFreePoolWithTag(counted, RECEIVE_TAG); // ok pool-tag-mismatch

    ExFreePoolWithTag(any, 0);              // ok pool-tag-mismatch
    ExFreePoolWithTag(chosen, RECEIVE_TAG); // ok pool-tag-mismatch
    ExFreePoolWithTag(Given, RECEIVE_TAG);  // ok pool-tag-mismatch
    ExFreePool(Given);                      // ok pool-tag-mismatch

    name.Buffer = ExAllocatePool2(POOL_FLAG_PAGED, Size, SEND_TAG);
    ExFreePoolWithTag(name.Buffer, RECEIVE_TAG); // todo-want pool-tag-mismatch
}

VOID
OutParameter(
    _In_ NDIS_HANDLE Adapter,
    _In_ UINT Size
    )
{
    PVOID context = NdisAllocateMemoryWithTagPriority(Adapter, Size, SEND_TAG, NormalPoolPriority);

    if (context != NULL) {
        NdisFreeMemoryWithTagPriority(Adapter, context, RECEIVE_TAG); // want pool-tag-mismatch "'vceR'"
    }
    context = NdisAllocateMemoryWithTagPriority(Adapter, Size, SEND_TAG, NormalPoolPriority);
    NdisFreeMemory(context, 0, 0); // ok pool-tag-mismatch
}

#define TAKE_OVER(To, From) ((To) = (From))
#define SHOW(Pointer) DbgPrint("%p\n", Pointer)

VOID
ThroughMacros(
    _In_ SIZE_T Size,
    _In_ PVOID Given
    )
{
    PVOID taken = ExAllocatePool2(POOL_FLAG_PAGED, Size, SEND_TAG);
    PVOID shown = ExAllocatePool2(POOL_FLAG_PAGED, Size, SEND_TAG);

    TAKE_OVER(taken, Given);
    SHOW(shown);
    ExFreePoolWithTag(taken, RECEIVE_TAG); // ok pool-tag-mismatch
    ExFreePoolWithTag(shown, RECEIVE_TAG); // want pool-tag-mismatch "shown is freed"
}
