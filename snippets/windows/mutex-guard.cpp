/*
 * prefix: kd-mutex-guard
 * title: Fast mutex guard
 * topic: Locks and waiting
 * description: Holds a fast mutex until the end of its scope, whichever way that is left
 */
class ${1:MutexGuard} final {
public:
    _IRQL_requires_max_(APC_LEVEL)
    explicit ${1:MutexGuard}(FAST_MUTEX &Mutex) : m_Mutex(Mutex)
    {
        ExAcquireFastMutex(&m_Mutex);
    }

    ~${1:MutexGuard}()
    {
        ExReleaseFastMutex(&m_Mutex);
    }

    ${1:MutexGuard}(const ${1:MutexGuard} &) = delete;
    ${1:MutexGuard} &operator=(const ${1:MutexGuard} &) = delete;

private:
    FAST_MUTEX &m_Mutex;
};
