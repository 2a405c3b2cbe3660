/*
 * prefix: kd-pool-pointer
 * title: Pointer that owns pool memory
 * topic: Memory
 * description: Frees with its tag at the end of its scope, and can be moved but not copied
 */
/* For plain structures: no constructor and no destructor of theirs is run. */
template <typename Type, ULONG Tag>
class ${1:PoolPointer} final {
public:
    ${1:PoolPointer}() noexcept = default;

    explicit ${1:PoolPointer}(Type *Memory) noexcept : m_Memory(Memory)
    {
    }

    ${1:PoolPointer}(${1:PoolPointer} &&Other) noexcept : m_Memory(Other.Release())
    {
    }

    ${1:PoolPointer} &operator=(${1:PoolPointer} &&Other) noexcept
    {
        Reset(Other.Release());
        return *this;
    }

    ~${1:PoolPointer}()
    {
        Reset(nullptr);
    }

    ${1:PoolPointer}(const ${1:PoolPointer} &) = delete;
    ${1:PoolPointer} &operator=(const ${1:PoolPointer} &) = delete;

    /* Zeroed; false where there is no memory. */
    _Must_inspect_result_
    bool Allocate(POOL_FLAGS Flags, SIZE_T Size = sizeof(Type)) noexcept
    {
        Reset(static_cast<Type *>(ExAllocatePool2(Flags, Size, Tag)));
        return m_Memory != nullptr;
    }

    void Reset(Type *Memory) noexcept
    {
        Type *old = m_Memory;

        m_Memory = Memory;
        if (old != nullptr && old != Memory) {
            ExFreePoolWithTag(old, Tag);
        }
    }

    /* The caller's to free from here on. */
    Type *Release() noexcept
    {
        Type *memory = m_Memory;

        m_Memory = nullptr;
        return memory;
    }

    Type *Get() const noexcept
    {
        return m_Memory;
    }

    Type *operator->() const noexcept
    {
        return m_Memory;
    }

    explicit operator bool() const noexcept
    {
        return m_Memory != nullptr;
    }

private:
    Type *m_Memory = nullptr;
};
