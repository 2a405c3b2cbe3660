#include <ntddk.h>

class FastMutex {
public:
    void Init() { ExInitializeFastMutex(&m_mutex); }
    void Lock() { ExAcquireFastMutex(&m_mutex); }
    void Unlock() { ExReleaseFastMutex(&m_mutex); }

private:
    FAST_MUTEX m_mutex;
};

template <typename TLock>
struct AutoLock {
    AutoLock(TLock& lock) : m_lock(lock) { m_lock.Lock(); }
    ~AutoLock() { m_lock.Unlock(); }

private:
    TLock& m_lock;
};

class SpinGuard {
public:
    explicit SpinGuard(PKSPIN_LOCK lock) : m_lock(lock) { KeAcquireSpinLock(m_lock, &m_irql); }
    ~SpinGuard() { KeReleaseSpinLock(m_lock, m_irql); }

private:
    PKSPIN_LOCK m_lock;
    KIRQL m_irql;
};

struct Globals {
    FastMutex Mutex;
    KSPIN_LOCK Lock;
    ULONG Count;
};

Globals g_Globals;

NTSTATUS Add(ULONG most)
{
    AutoLock locker(g_Globals.Mutex);
    if (g_Globals.Count > most) {
        return STATUS_QUOTA_EXCEEDED;
    }
    g_Globals.Count++;
    return STATUS_SUCCESS;
}

NTSTATUS AddSpinning(ULONG most)
{
    SpinGuard guard(&g_Globals.Lock);
    if (g_Globals.Count > most) {
        return STATUS_QUOTA_EXCEEDED;
    }
    g_Globals.Count++;
    return STATUS_SUCCESS;
}

NTSTATUS ByHand(ULONG most)
{
    AutoLock locker(g_Globals.Mutex);
    if (g_Globals.Count > most) {
        return STATUS_QUOTA_EXCEEDED;
    }
    g_Globals.Count++;
    return STATUS_SUCCESS;
}
