#include <ntddk.h>

namespace guard {

// Lets go early where it is told to.
class fast_mutex_hold {
public:
    explicit fast_mutex_hold(PFAST_MUTEX mutex) : m_mutex(mutex) { ExAcquireFastMutex(m_mutex); }
    ~fast_mutex_hold() { reset(); }
    fast_mutex_hold(const fast_mutex_hold&) = delete;

    void reset()
    {
        if (m_mutex != nullptr) {
            ExReleaseFastMutex(m_mutex);
            m_mutex = nullptr;
        }
    }

private:
    PFAST_MUTEX m_mutex;
};

fast_mutex_hold acquire(PFAST_MUTEX mutex)
{
    return fast_mutex_hold(mutex);
}

} // namespace guard

struct Device {
    FAST_MUTEX Mutex;
    ULONG Count;
};

NTSTATUS LetsGoEarly(Device* device, ULONG most)
{
    guard::fast_mutex_hold hold(&device->Mutex);
    if (device->Count > most) {
        return STATUS_QUOTA_EXCEEDED; // ok lock-not-released
    }
    device->Count++;
    hold.reset();
    return STATUS_SUCCESS; // ok lock-not-released
}

NTSTATUS ByFunction(Device* device, ULONG most)
{
    auto hold = guard::acquire(&device->Mutex);
    if (device->Count > most) {
        return STATUS_QUOTA_EXCEEDED; // ok lock-not-released
    }
    device->Count++;
    return STATUS_SUCCESS; // ok lock-not-released
}
