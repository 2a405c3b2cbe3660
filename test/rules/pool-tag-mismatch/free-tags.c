#include <ntddk.h>

#define REQUEST_TAG 'tqeR'
#define REPLY_TAG 'ylpR'

typedef struct _PORT {
    PVOID Buffer;
} PORT, *PPORT;

VOID
Exchange(
    _In_ SIZE_T Size
    )
{
    PVOID request = ExAllocatePool2(POOL_FLAG_PAGED, Size, REQUEST_TAG);
    PVOID reply = ExAllocatePool2(POOL_FLAG_PAGED, Size, 'dnuS');

    if (request != NULL) {
        ExFreePoolWithTag(request /* sent */, REPLY_TAG); // want pool-tag-mismatch error
    }
    if (reply != NULL) {
        ExFreePool(reply); // want pool-tag-mismatch hint
    }
}

NTSTATUS
PortOpen(
    _Inout_ PPORT Port
    )
{
    Port->Buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, 512, REQUEST_TAG);
    return Port->Buffer == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

VOID
PortClose(
    _Inout_ PPORT Port
    )
{
    ExFreePool (Port->Buffer); // want pool-tag-mismatch hint
}
