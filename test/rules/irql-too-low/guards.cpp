#include <ntddk.h>

class MutexGuard
{
public:
    explicit MutexGuard(PFAST_MUTEX mutex) : m_mutex(mutex)
    {
        ExAcquireFastMutex(m_mutex);
    }

    ~MutexGuard()
    {
        ExReleaseFastMutex(m_mutex);
    }

private:
    PFAST_MUTEX m_mutex;
};

VOID StartGuarded(PDEVICE_OBJECT Device, PFAST_MUTEX Mutex)
{
    MutexGuard guard(Mutex);

    IoStartNextPacket(Device, TRUE);                 // want irql-too-low "IoStartNextPacket is called at APC_LEVEL"
}

VOID StartAfterGuard(PDEVICE_OBJECT Device, PFAST_MUTEX Mutex)
{
    {
        MutexGuard guard(Mutex);
    }
    IoStartNextPacket(Device, TRUE);                 // ok irql-too-low
}
