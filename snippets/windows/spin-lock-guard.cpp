/*
 * prefix: kd-spin-lock-guard
 * title: Spin lock guard
 * topic: Locks and waiting
 * description: Holds a spin lock until the end of its scope, whichever way that is left
 */
class ${1:SpinLockGuard} final {
public:
    _IRQL_requires_max_(DISPATCH_LEVEL)
    explicit ${1:SpinLockGuard}(KSPIN_LOCK &Lock) : m_Lock(Lock)
    {
        KeAcquireInStackQueuedSpinLock(&m_Lock, &m_Handle);
    }

    ~${1:SpinLockGuard}()
    {
        KeReleaseInStackQueuedSpinLock(&m_Handle);
    }

    ${1:SpinLockGuard}(const ${1:SpinLockGuard} &) = delete;
    ${1:SpinLockGuard} &operator=(const ${1:SpinLockGuard} &) = delete;

private:
    KSPIN_LOCK &m_Lock;
    KLOCK_QUEUE_HANDLE m_Handle;
};
