// unit: target=10.0.19041
#include <ntddk.h>

constexpr ULONG Tag = 'prWE';

void* operator new(size_t size, POOL_FLAGS flags, ULONG tag);
void* operator new[](size_t size, POOL_TYPE type, ULONG tag);
PVOID Reserve(POOL_FLAGS extra, SIZE_T size, ULONG tag = Tag);
PVOID Take(POOL_TYPE type, SIZE_T size);
PVOID Either(POOL_TYPE type, SIZE_T size);
PVOID Either(POOL_FLAGS flags, SIZE_T size, ULONG tag);

struct Node {
    LIST_ENTRY link;
};

PVOID Clone(SIZE_T size, POOL_FLAGS flags = PagedPool)
{
    return ExAllocatePool2(flags, size, Tag); // want pool-type-as-flags "may get PagedPool"
}

Node* MakeNodes()
{
    auto first = new (PagedPool, Tag) Node;             // want pool-type-as-flags "operator new takes POOL_FLAGS and gets PagedPool"
    auto second = new (POOL_FLAG_PAGED, Tag) Node;      // ok pool-type-as-flags
    auto third = new (POOL_FLAG_PAGED, Tag) Node[2];    // want pool-type-as-flags "operator new[] takes a POOL_TYPE"
    auto fourth = new (NonPagedPoolNx, Tag) Node[2];    // ok pool-type-as-flags
    return first ? first : second ? second : third ? third : fourth;
}

void UseWrappers(SIZE_T size)
{
    Reserve(PagedPool, size);               // want pool-type-as-flags "Reserve takes POOL_FLAGS and gets PagedPool"
    Reserve(POOL_FLAG_UNINITIALIZED, size); // ok pool-type-as-flags
    Take(POOL_FLAG_PAGED, size);            // want pool-type-as-flags "Take takes a POOL_TYPE"
    Take(PagedPool, size);                  // ok pool-type-as-flags
    Either(PagedPool, size);                // ok pool-type-as-flags
    Either(POOL_FLAG_PAGED, size, Tag);     // ok pool-type-as-flags
}
