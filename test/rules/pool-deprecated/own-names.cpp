// unit: target=10.0.19041
#include <ntddk.h>

// A shim that older sources are built with.
#define ExAllocatePoolWithTag(Type, Size, Tag) ExAllocatePool2(POOL_FLAG_PAGED, Size, Tag)

struct Pool {
    PVOID ExAllocatePoolWithQuotaTag(SIZE_T size, ULONG tag);
};

PVOID Allocate(Pool& pool, SIZE_T size)
{
    PVOID first = ExAllocatePoolWithTag(PagedPool, size, 'hShm'); // ok pool-deprecated
    return first != nullptr ? first : pool.ExAllocatePoolWithQuotaTag(size, 'hShm'); // ok pool-deprecated
}
