// unit: target=10.0.19041
#include <ntddk.h>

constexpr ULONG BufferTag = 'fuBE';
constexpr ULONG OtherTag = 'htOE';

class Buffer {
public:
    NTSTATUS Create(SIZE_T size);
    void Destroy();
    void Replace(PVOID& target);

private:
    PVOID m_data = nullptr;
    PVOID m_spare = nullptr;
};

NTSTATUS Buffer::Create(SIZE_T size)
{
    m_data = ExAllocatePool2(POOL_FLAG_NON_PAGED, size, BufferTag);
    m_spare = ExAllocatePool2(POOL_FLAG_NON_PAGED, size, BufferTag);
    Replace(m_spare);
    return m_data != nullptr ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

void Buffer::Destroy()
{
    if (m_data != nullptr) {
        ExFreePoolWithTag(m_data, OtherTag); // want pool-tag-mismatch "m_data is freed with the tag 'htOE', but was allocated with 'fuBE'"
        this->m_data = nullptr;
    }
    ExFreePoolWithTag(m_spare, OtherTag); // ok pool-tag-mismatch
}
