/*
 * prefix: kd-resource-guard
 * title: Resource guard
 * topic: Locks and waiting
 * description: Holds an ERESOURCE, shared or exclusive, within a critical region, until the end of its scope
 */
class ${1:ResourceGuard} final {
public:
    enum class Access { Shared, Exclusive };

    _IRQL_requires_max_(APC_LEVEL)
    ${1:ResourceGuard}(ERESOURCE &Resource, Access Wanted) : m_Resource(Resource)
    {
        KeEnterCriticalRegion();
        if (Wanted == Access::Exclusive) {
            (void)ExAcquireResourceExclusiveLite(&m_Resource, TRUE);
        } else {
            (void)ExAcquireResourceSharedLite(&m_Resource, TRUE);
        }
    }

    ~${1:ResourceGuard}()
    {
        ExReleaseResourceLite(&m_Resource);
        KeLeaveCriticalRegion();
    }

    ${1:ResourceGuard}(const ${1:ResourceGuard} &) = delete;
    ${1:ResourceGuard} &operator=(const ${1:ResourceGuard} &) = delete;

private:
    ERESOURCE &m_Resource;
};
