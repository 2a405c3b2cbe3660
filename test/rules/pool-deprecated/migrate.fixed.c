#include <ntddk.h>

#define REPLY_TAG 'ylpR'

typedef struct _REPLY {
    LIST_ENTRY Link;
    ULONG Length;
} REPLY, *PREPLY;

typedef struct _CHANNEL {
    PVOID Buffer;
    SIZE_T Length;
} CHANNEL, *PCHANNEL;

typedef VOID (*PPATCH)(VOID);

static PVOID Trampoline;

#define ALLOCATE_REPLY() ((PREPLY)ExAllocatePool2(POOL_FLAG_PAGED, sizeof(REPLY), REPLY_TAG))

// What the arguments look like stays.
PVOID
AllocateBlock(
    _In_ SIZE_T Size
    )
{
    return ExAllocatePool2(
               POOL_FLAG_NON_PAGED,              // may be touched in a DPC
               Size + sizeof(LIST_ENTRY),   /* header and data */
               REPLY_TAG
               );
}

PREPLY
AllocateClearReply(
    VOID
    )
{
    PREPLY reply = ALLOCATE_REPLY();
    PREPLY other;

    if (reply != NULL) {
        return reply;
    }

    other = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(REPLY), REPLY_TAG);
    if (other == NULL) {
        return NULL;
    }

    InitializeListHead(&other->Link);
    return other;
}

NTSTATUS
OpenChannel(
    _Inout_ PCHANNEL Channel,
    _In_ SIZE_T Length
    )
{
    PUCHAR scratch;

    Channel->Buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, Length, REPLY_TAG);
    if (!Channel->Buffer) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Channel->Length = Length;

    if ((scratch = ExAllocatePool2(POOL_FLAG_PAGED, 512, REPLY_TAG)) == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    scratch[0] = 1;
    ExFreePoolWithTag(scratch, REPLY_TAG);
    return STATUS_SUCCESS;
}

PUCHAR
AllocateIfWanted(
    _In_ BOOLEAN Paged,
    _In_ ULONG Count
    )
{
    PUCHAR first = ExAllocatePool2(Paged ? POOL_FLAG_PAGED : POOL_FLAG_NON_PAGED, Count * sizeof(ULONG), REPLY_TAG);
    PUCHAR second = ExAllocatePool2(POOL_FLAG_PAGED, Count, REPLY_TAG);
    PUCHAR third = ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_CACHE_ALIGNED, Count, REPLY_TAG);

    if (third != NULL) RtlZeroMemory(third, Count);
    if (first != NULL) {
        RtlZeroMemory(first, Count); // less than all of it
        first[Count] = 1;
    }
    if (second != NULL) {
        ExFreePoolWithTag(second, REPLY_TAG);
    }
    ExFreePoolWithTag(third, REPLY_TAG);
    return first;
}

// What code runs from stays executable, and what its name says code may run from is not decided unasked.
VOID
RunRoutine(
    _In_ SIZE_T Size
    )
{
    PVOID routine = ExAllocatePoolWithTag(NonPagedPool, Size, REPLY_TAG);
    PVOID data = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, REPLY_TAG);

    Trampoline = ExAllocatePoolWithTag(NonPagedPool, Size, REPLY_TAG);
    if (routine != NULL) {
        ((PPATCH)routine)();
        ExFreePoolWithTag(routine, REPLY_TAG);
    }
    if (data != NULL) {
        ExFreePoolWithTag(data, REPLY_TAG);
    }
}

// Between the two something may write the memory, or the length is another one by then.
PVOID
AllocateAndFill(
    _Inout_ PCHANNEL Channel,
    _In_ SIZE_T Size
    )
{
    PUCHAR block = ExAllocatePool2(POOL_FLAG_PAGED, Size, REPLY_TAG);
    PUCHAR tail;

    if (block == NULL) {
        return NULL;
    }
    Size -= 16;
    RtlZeroMemory(block, Size);

    tail = ExAllocatePool2(POOL_FLAG_PAGED, Size, REPLY_TAG);
    if (tail == NULL) {
        return block;
    }
    Channel->Buffer = tail;
    RtlZeroMemory(tail, Size);
    return block;
}

// By another name the block is written before it is zeroed.
PVOID
AllocateShared(
    _Out_ PUCHAR *Alias,
    _In_ SIZE_T Size
    )
{
    PUCHAR block;

    *Alias = block = ExAllocatePool2(POOL_FLAG_PAGED, Size, REPLY_TAG);
    (*Alias)[0] = 1;
    RtlZeroMemory(block, Size);
    return block;
}

// The type is not known here.
PVOID
AllocateFor(
    _In_ POOL_TYPE Type,
    _In_ SIZE_T Size
    )
{
    return ExAllocatePoolWithTag(Type, Size, REPLY_TAG);
}
