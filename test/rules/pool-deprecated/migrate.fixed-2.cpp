extern "C" {
#include <ntddk.h>
}

constexpr ULONG StreamTag = 'mrtS';

struct Stream {
    PUCHAR data;
    SIZE_T length;

    bool Open(SIZE_T size);
    NTSTATUS Restart(SIZE_T size);
};

void* __cdecl operator new(size_t size, const char* where)
{
    UNREFERENCED_PARAMETER(where);
    return ::ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, size, StreamTag);
}

bool Stream::Open(SIZE_T size)
{
    data = static_cast<PUCHAR>(ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, size, StreamTag));
    if (data == nullptr)
        return false;
    RtlZeroMemory(data, size);
    length = size;
    return true;
}

NTSTATUS Stream::Restart(SIZE_T size)
{
    POOL_EXTENDED_PARAMETER priority = { 0 };
    priority.Type = PoolExtendedParameterPriority;
    priority.Priority = HighPoolPriority;
    auto fresh = reinterpret_cast<PUCHAR>(ExAllocatePool3(POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, size, StreamTag, &priority, 1));

    if (!fresh) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    data = fresh;
    length = size;
    return STATUS_SUCCESS;
}
