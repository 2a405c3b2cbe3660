// unit: target=10.0.19041
#include <ntddk.h>

#define QUEUE_TAG 'euQE'

VOID Fill(PVOID Memory);

// A tag is added behind the last argument, which is the end of a line or of the body.
#define ALLOCATE(Size) ExAllocatePool2(POOL_FLAG_PAGED, Size, QUEUE_TAG) // want pool-deprecated; want pool-untagged

#define ALLOCATE_LINES(Size) \
    ExAllocatePool2( /* want pool-deprecated; want pool-untagged */ \
        POOL_FLAG_PAGED, \
        Size, QUEUE_TAG)

// What zeroes goes with its lines, and its backslashes.
#define ALLOCATE_ZEROED(Memory, Size) \
    do { \
        (Memory) = ExAllocatePool2(POOL_FLAG_PAGED, (Size), QUEUE_TAG); /* want pool-deprecated */ \
    } while (0)

#define ALLOCATE_ON_ONE_LINE(Memory, Size) { Memory = ExAllocatePool2(POOL_FLAG_PAGED, Size, QUEUE_TAG); } // want pool-deprecated

// The semicolon of the last statement is the caller's: it stays.
#define ALLOCATE_THEN_ZERO(Memory, Size) \
    Memory = ExAllocatePool2(POOL_FLAG_PAGED, Size, QUEUE_TAG); /* want pool-deprecated */ \
    RtlZeroMemory(Memory, Size)

// The lines of an extended parameter would end the macro.
#define ALLOCATE_LOW(Memory, Size) \
    do { \
        (Memory) = ExAllocatePoolWithTagPriority(PagedPool, Size, QUEUE_TAG, LowPoolPriority); /* want pool-deprecated */ \
    } while (0)

PVOID AllocateAll(SIZE_T Size)
{
    PVOID first;
    PVOID second;
    PVOID third;
    PVOID fourth;

    ALLOCATE_ZEROED(first, Size);
    ALLOCATE_ON_ONE_LINE(second, Size);
    ALLOCATE_THEN_ZERO(third, Size);
    ALLOCATE_LOW(fourth, Size);
    Fill(first);
    Fill(second);
    Fill(third);
    Fill(fourth);
    Fill(ALLOCATE(Size));
    return ALLOCATE_LINES(Size);
}

// Each time another priority is asked for: one parameter before the loop does not say that.
PVOID AllocateInTheEnd(SIZE_T Size, EX_POOL_PRIORITY Priority)
{
    PVOID memory;

    while ((memory = ExAllocatePoolWithTagPriority(PagedPool, Size, QUEUE_TAG, Priority)) == NULL) { // want pool-deprecated
        Priority = HighPoolPriority;
    }
    return memory;
}
