/*
 * prefix: kd-pool-new
 * title: new and delete over pool
 * topic: Memory
 * description: new (POOL_FLAG_PAGED) Type, which is nullptr where there is no memory, and delete
 */
/* noexcept: new is nullptr then, and runs no constructor, where there is no memory. There is no form without flags. */
void *__cdecl operator new(size_t Size, POOL_FLAGS Flags) noexcept
{
    return ExAllocatePool2(Flags, Size, '${1:wNmS}');
}

void *__cdecl operator new[](size_t Size, POOL_FLAGS Flags) noexcept
{
    return ExAllocatePool2(Flags, Size, '${1:wNmS}');
}

/* For delete of a nullptr, too. */
void __cdecl operator delete(void *Memory) noexcept
{
    if (Memory != nullptr) {
        ExFreePoolWithTag(Memory, '${1:wNmS}');
    }
}

void __cdecl operator delete(void *Memory, size_t) noexcept
{
    operator delete(Memory);
}

void __cdecl operator delete[](void *Memory) noexcept
{
    operator delete(Memory);
}

void __cdecl operator delete[](void *Memory, size_t) noexcept
{
    operator delete(Memory);
}
