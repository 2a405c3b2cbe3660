#include <ntddk.h>

#define TAKE(Size) ExAllocatePool2(POOL_FLAG_PAGED, Size, "Take")           // want pool-tag-type error "the string \"Take\""
#define TAKE_TAGGED(Size, Tag) ExAllocatePool2(POOL_FLAG_PAGED, Size, Tag)  // ok pool-tag-type

PVOID TakeBoth(SIZE_T Size, PVOID* Other, PCHAR Name)
{
    *Other = TAKE_TAGGED(Size, "Take");     // want pool-tag-type error "the string"
    *Other = TAKE_TAGGED(Size, Name);       // want pool-tag-type "the pointer Name"
    *Other = TAKE_TAGGED(Size, 'ekaT');     // ok pool-tag-type
    return TAKE(Size);
}
