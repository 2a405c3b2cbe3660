#include <ntddk.h>

void *malloc(size_t Size)
{
    return ExAllocatePool2(POOL_FLAG_PAGED, Size, 'lqSQ');
}
