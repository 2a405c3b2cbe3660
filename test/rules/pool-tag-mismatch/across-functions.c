#include <ntddk.h>

#define NAME_TAG 'emaN'

static PVOID AllocateName(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_PAGED, Size, NAME_TAG);
}

static VOID FreeName(PVOID Name)
{
    ExFreePoolWithTag(Name, 'rehO');
}

VOID UseNames(VOID)
{
    PVOID first = AllocateName(8);
    PVOID second = AllocateName(8);
    if (first != NULL) {
        ExFreePoolWithTag(first, 'tsaL');       // todo-want pool-tag-mismatch
    }
    if (second != NULL) {
        FreeName(second);                       // todo-want pool-tag-mismatch
    }
}

/* What the system allocates has its tag, or is no pool at all. */
NTSTATUS UseString(PUNICODE_STRING Name, PLOOKASIDE_LIST_EX List)
{
    ANSI_STRING ansi;
    PVOID entry = ExAllocateFromLookasideListEx(List);
    NTSTATUS status = RtlUnicodeStringToAnsiString(&ansi, Name, TRUE);
    if (NT_SUCCESS(status)) {
        ExFreePoolWithTag(ansi.Buffer, NAME_TAG);   // todo-want pool-tag-mismatch
    }
    if (entry != NULL) {
        ExFreePoolWithTag(entry, NAME_TAG);         // todo-want pool-tag-mismatch
    }
    return status;
}
