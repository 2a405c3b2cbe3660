// unit: target=10.0.19041
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
    return ::ExAllocatePoolWithTag(PagedPool, size, StreamTag); // want pool-deprecated
}

bool Stream::Open(SIZE_T size)
{
    data = static_cast<PUCHAR>(ExAllocatePoolWithTag(NonPagedPoolNx, size, StreamTag)); // want pool-deprecated
    if (data == nullptr)
        return false;
    RtlZeroMemory(data, size);
    length = size;
    return true;
}

NTSTATUS Stream::Restart(SIZE_T size)
{
    auto fresh = reinterpret_cast<PUCHAR>(ExAllocatePoolWithTagPriority(PagedPool, size, StreamTag, HighPoolPriority)); // want pool-deprecated

    if (!fresh) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    data = fresh;
    length = size;
    return STATUS_SUCCESS;
}
