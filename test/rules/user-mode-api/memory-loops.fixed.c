#include <ntddk.h>

#define ENTRY_POOL_TAG 'tnEE'

// The test before a loop holds for its first round alone.
VOID FreeSome(char **Entries, int Index, char *Last)
{
    if (Last != NULL)
        for (; Index > 0; Last = Entries[--Index]) {
            if (Last != NULL) {
                ExFreePoolWithTag(Last, ENTRY_POOL_TAG);
            }
        }
}

// A product with 1 cannot be too large.
PVOID Zeroed(SIZE_T Bytes)
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, Bytes, ENTRY_POOL_TAG);
}

// Nothing is there to be copied.
PVOID First(SIZE_T Bytes)
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, Bytes, ENTRY_POOL_TAG);
}
