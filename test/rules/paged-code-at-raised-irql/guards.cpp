#include <ntddk.h>

class SpinGuard
{
public:
    explicit SpinGuard(PKSPIN_LOCK lock) : m_lock(lock)
    {
        KeAcquireSpinLock(m_lock, &m_old); // ok paged-code-at-raised-irql
    }

    ~SpinGuard()
    {
        KeReleaseSpinLock(m_lock, m_old);
    }

private:
    PKSPIN_LOCK m_lock;
    KIRQL m_old;
};

class __declspec(code_seg("PAGE")) Store
{
public:
    void Count();
    void CountLater();

private:
    KSPIN_LOCK m_lock;
    ULONG m_opened;
};

void Store::Count()
{
    PAGED_CODE();
    SpinGuard guard(&m_lock); // want paged-code-at-raised-irql error "Count is pageable, but runs at DISPATCH_LEVEL after guard"
    m_opened++;
}

void Store::CountLater()
{
    PAGED_CODE();
    m_opened++; // ok paged-code-at-raised-irql
}
