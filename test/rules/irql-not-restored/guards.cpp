/* What a constructor raises its destructor lowers. */
#include <ntddk.h>

class RaisedLevel
{
public:
    RaisedLevel()
    {
        KeRaiseIrql(DISPATCH_LEVEL, &m_old);
    }                                                // ok irql-not-restored

    ~RaisedLevel()
    {
        KeLowerIrql(m_old);
    }                                                // ok irql-not-restored

private:
    KIRQL m_old;
};

NTSTATUS ReadCounter(PULONG Counter, PULONG Value)
{
    RaisedLevel raised;

    if (*Counter == 0)
    {
        return STATUS_NOT_FOUND;                     // ok irql-not-restored
    }
    *Value = *Counter;
    return STATUS_SUCCESS;                           // ok irql-not-restored
}

VOID Start(PDEVICE_OBJECT Device)
{
    {
        RaisedLevel raised;

        IoStartNextPacket(Device, TRUE);             // ok irql-too-low
    }
    PAGED_CODE();                                    // ok irql-too-high
}

class Counter
{
public:
    VOID Count()
    {
        KIRQL old;

        KeRaiseIrql(DISPATCH_LEVEL, &old);
        ++m_count;
    }                                                // want irql-not-restored "Count returns at DISPATCH_LEVEL, and the old level in old is never restored"

    VOID Enter()
    {
        KeRaiseIrql(DISPATCH_LEVEL, &m_old);
        ++m_count;
    }                                                // ok irql-not-restored

private:
    ULONG m_count = 0;
    KIRQL m_old = PASSIVE_LEVEL;
};
