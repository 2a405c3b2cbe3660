// unit: target=10.0.19041
#include <ntddk.h>

#define ENTRY_POOL_TAG 'tnEE'

// The test before a loop holds for its first round alone.
VOID FreeSome(char **Entries, int Index, char *Last)
{
    if (Last != NULL)
        for (; Index > 0; Last = Entries[--Index])
            free(Last);                             // want user-mode-api "free"
}

// A product with 1 cannot be too large.
PVOID Zeroed(SIZE_T Bytes)
{
    return calloc(1, Bytes);                        // want user-mode-api "calloc"
}

// Nothing is there to be copied.
PVOID First(SIZE_T Bytes)
{
    return realloc(NULL, Bytes);                    // want user-mode-api "realloc"
}
