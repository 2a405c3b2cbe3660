// A guard class for whatever has Lock and Unlock, used with two classes that have them.
#include <ntddk.h>

class FastMutex {
public:
    void Lock() { ExAcquireFastMutex(&m_mutex); }
    void Unlock() { ExReleaseFastMutex(&m_mutex); }

private:
    FAST_MUTEX m_mutex;
};

class SpinLock {
public:
    void Lock() { KeAcquireSpinLock(&m_lock, &m_irql); }
    void Unlock() { KeReleaseSpinLock(&m_lock, m_irql); }

private:
    KSPIN_LOCK m_lock;
    KIRQL m_irql;
};

template <typename T>
struct AutoLock {
    AutoLock(T& lock) : m_lock(lock) { m_lock.Lock(); }
    ~AutoLock() { m_lock.Unlock(); }

private:
    T& m_lock;
};

struct Extension {
    SpinLock Lock;
    FastMutex Mutex;
    HANDLE File;
};

void Named(Extension* ext)
{
    AutoLock<SpinLock> guard(ext->Lock);
    ZwClose(ext->File); // want irql-too-high "ZwClose"
}

void Deduced(Extension* ext)
{
    AutoLock guard(ext->Lock);
    ZwClose(ext->File); // want irql-too-high "ZwClose"
}

void AfterBlock(Extension* ext)
{
    {
        AutoLock<SpinLock> guard(ext->Lock);
    }
    ZwClose(ext->File); // ok irql-too-high
}

// A fast mutex leaves one at APC_LEVEL.
void Sleeps(Extension* ext)
{
    AutoLock<FastMutex> guard(ext->Mutex);
    KeWaitForSingleObject(ext->File, Executive, KernelMode, FALSE, nullptr); // ok irql-too-high
}

void Waits(Extension* ext)
{
    AutoLock<FastMutex> guard(ext->Mutex);
    ZwClose(ext->File); // want irql-too-high "ZwClose"
}

// Without the template it is seen.
void ByHand(Extension* ext)
{
    ext->Lock.Lock();
    ZwClose(ext->File); // want irql-too-high "ZwClose"
    ext->Lock.Unlock();
}
