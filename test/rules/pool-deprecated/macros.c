#include <ntddk.h>

#define RECORD_TAG 'cRxE'

#define ALLOC_RECORD(Size) ExAllocatePoolWithTag(NonPagedPoolNx, (Size), RECORD_TAG)    // want pool-deprecated "ExAllocatePoolWithTag is deprecated"

#define ALLOC_TYPED(Type, Count) \
    ((Type*)ExAllocatePoolWithTag(PagedPool, /* want pool-deprecated "ExAllocatePoolWithTag" */ \
                                  (Count) * sizeof(Type), RECORD_TAG))

// Old names that are mapped to a driver's own choice mean that choice.
#define ExAllocatePool(Type, Size) ExAllocatePoolZero(Type, Size, RECORD_TAG)           // ok pool-deprecated

#define NEVER_USED(Size) ExAllocatePoolWithTag(PagedPool, Size, RECORD_TAG)             // ok pool-deprecated

#define FREE_RECORD(Record) ExFreePoolWithTag((Record), RECORD_TAG)                     // ok pool-deprecated

typedef struct _RECORD {
    ULONG Length;
} RECORD;

RECORD* NewRecords(SIZE_T Count)
{
    RECORD* record = ALLOC_RECORD(sizeof(RECORD));      // ok pool-deprecated
    if (record != NULL) {
        FREE_RECORD(record);
    }
    return ALLOC_TYPED(RECORD, Count);                  // ok pool-deprecated
}

PVOID NewBuffer(SIZE_T Size)
{
    return ExAllocatePool(PagedPool, Size);             // ok pool-deprecated
}
