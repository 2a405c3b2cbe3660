#include <ntddk.h>

#define TAKE(Size) ExAllocatePool2(POOL_FLAG_PAGED, Size, ' mdW')           // want pool-default-tag "the default of wdm.h"
#define TAKE_TAGGED(Size, Tag) ExAllocatePool2(POOL_FLAG_PAGED, Size, (ULONG)(Tag))  // ok pool-default-tag

PVOID TakeBoth(SIZE_T Size, PVOID* Other)
{
    *Other = TAKE_TAGGED(Size, 'enoN');     // want pool-default-tag "what the kernel gives"
    *Other = TAKE_TAGGED(Size, 'ekaT');     // ok pool-default-tag
    return TAKE(Size);                      // ok pool-default-tag
}
