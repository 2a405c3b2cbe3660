#include <ntddk.h>

void *__cdecl operator new(size_t size, POOL_FLAGS flags, ULONG tag) noexcept
{
    return ExAllocatePool2(flags, size, tag);
}

void *__cdecl operator new(size_t size) noexcept
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, size, 'wenO');
}

void __cdecl operator delete(void *memory, size_t) noexcept
{
    ExFreePoolWithTag(memory, 'wenO');
}

struct Buffer
{
    Buffer() : m_size(0) {}
    SIZE_T m_size;
};

Buffer *Make()
{
    return new Buffer();                                    // ok cpp-runtime
}

void Free(Buffer *buffer)
{
    delete buffer;                                          // ok cpp-runtime
}

namespace std
{
template <typename T> struct optional { T value; };
template <typename T> class vector { T *m_items; };
}

void Own(std::vector<int> &numbers)                         // ok cpp-runtime
{
    numbers.clear();
}
