// unit: target=10.0.19041
#include <ntddk.h>

namespace driver {
constexpr ULONG Tag = 'mdW ';
}

enum Tags : ULONG {
    TagQueue = 'uQxE',
    TagBlank = '    ',
};

PVOID AllocateQueue(SIZE_T size, ULONG tag = ' Ddk')
{
    auto queue = ExAllocatePool2(POOL_FLAG_NON_PAGED, size, TagQueue); // ok pool-default-tag
    if (queue != nullptr) {
        return queue;
    }
    queue = ExAllocatePool2(POOL_FLAG_NON_PAGED, size, TagBlank); // want pool-default-tag "blank"
    return queue != nullptr ? queue : ExAllocatePool2(POOL_FLAG_NON_PAGED, size, tag); // want pool-default-tag "ntddk.h"
}
