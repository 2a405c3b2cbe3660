// Locks that objects take and release, and reader-writer locks.
#include <ntddk.h>

class MutexGuard {
public:
    explicit MutexGuard(PFAST_MUTEX mutex) : m_mutex(mutex) { ExAcquireFastMutex(m_mutex); }
    ~MutexGuard() { ExReleaseFastMutex(m_mutex); }
private:
    PFAST_MUTEX m_mutex;
};

class Cache {
public:
    void Insert();
    void Remove();
    void Read();
    void Update();
private:
    FAST_MUTEX m_entries;
    FAST_MUTEX m_index;
    EX_SPIN_LOCK m_names;
    EX_SPIN_LOCK m_values;
    ULONG m_count;
};

void Cache::Insert()
{
    MutexGuard entries(&m_entries);
    MutexGuard index(&m_index); // ok lock-order
    m_count++;
}

void Cache::Remove()
{
    MutexGuard index(&m_index);
    MutexGuard entries(&m_entries); // want lock-order "m_entries is taken while m_index is held, but Insert takes them"
    m_count--;
}

// Readers do not wait for each other.
void Cache::Read()
{
    KIRQL oldIrql = ExAcquireSpinLockShared(&m_names);
    ExAcquireSpinLockSharedAtDpcLevel(&m_values); // ok lock-order
    m_count++;
    ExReleaseSpinLockSharedFromDpcLevel(&m_values);
    ExReleaseSpinLockShared(&m_names, oldIrql);
}

void Cache::Update()
{
    KIRQL oldIrql = ExAcquireSpinLockShared(&m_values);
    ExAcquireSpinLockSharedAtDpcLevel(&m_names); // ok lock-order
    m_count++;
    ExReleaseSpinLockSharedFromDpcLevel(&m_names);
    ExReleaseSpinLockShared(&m_values, oldIrql);
}
