// unit: target=10.0.19041
#include <ntddk.h>

#define TEXT_TAG "Rec1"
#define LONG_TAG 'Reader'

static CHAR TagName[] = "Rec2";

VOID
AllocateAll(
    _Inout_ PVOID *Buffers,
    _In_ SIZE_T Size,
    _In_ PCSTR Name,
    _In_ ULONG Tag,
    _In_ BOOLEAN Named
    )
{
    ULONG saved = Tag;

    Buffers[0] = ExAllocatePool2(POOL_FLAG_PAGED, Size, "Rec0");        // want pool-tag-type error "is the string \"Rec0\""
    Buffers[1] = ExAllocatePool2(POOL_FLAG_PAGED, Size, TEXT_TAG);      // want pool-tag-type "is the string"
    Buffers[2] = ExAllocatePool2(POOL_FLAG_PAGED, Size, (ULONG)"Rec3"); // want pool-tag-type "is the string"
    Buffers[3] = ExAllocatePool2(POOL_FLAG_PAGED, Size, TagName);       // want pool-tag-type "is the pointer TagName"
    Buffers[4] = ExAllocatePool2(POOL_FLAG_PAGED, Size, Name);          // want pool-tag-type "is the pointer Name"
    Buffers[5] = ExAllocatePool2(POOL_FLAG_PAGED, Size, &saved);        // want pool-tag-type "is the pointer &saved"
    Buffers[6] = ExAllocatePool2(POOL_FLAG_PAGED, Size, LONG_TAG);      // want pool-tag-type "more than four characters"
    Buffers[7] = ExAllocatePool2(POOL_FLAG_PAGED, Size, 0x1234);        // want pool-tag-type warning "0x1234 given to ExAllocatePool2 has characters outside"
    Buffers[8] = ExAllocatePool2(POOL_FLAG_PAGED, Size, 'ab\n');        // want pool-tag-type "has characters outside"
    Buffers[9] = ExAllocatePool2(POOL_FLAG_PAGED, Size, Named ? "Rec9" : 'Rec9'); // want pool-tag-type "is the string"

    Buffers[10] = ExAllocatePool2(POOL_FLAG_PAGED, Size, '1ceR');          // ok pool-tag-type
    Buffers[11] = ExAllocatePool2(POOL_FLAG_PAGED, Size, 'Rec');           // ok pool-tag-type
    Buffers[12] = ExAllocatePool2(POOL_FLAG_PAGED, Size, '\'x~!');         // ok pool-tag-type
    Buffers[13] = ExAllocatePool2(POOL_FLAG_PAGED, Size, Tag);             // ok pool-tag-type
    Buffers[14] = ExAllocatePool2(POOL_FLAG_PAGED, Size, saved);           // ok pool-tag-type
    Buffers[15] = ExAllocatePool2(POOL_FLAG_PAGED, Size, *(PULONG)"Rec4"); // ok pool-tag-type
    Buffers[16] = ExAllocatePool2(POOL_FLAG_PAGED, Size, (ULONG)'ceR' | ((ULONG)'7' << 24)); // ok pool-tag-type
}

VOID
Release(
    _In_ PVOID Buffer
    )
{
    ExFreePoolWithTag(Buffer, "Rec0"); // want pool-tag-type "given to ExFreePoolWithTag is the string"
}
