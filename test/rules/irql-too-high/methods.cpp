// A method is not the constructor of a class that has its name.
#include <ntddk.h>

class Queue {
public:
    _IRQL_requires_max_(PASSIVE_LEVEL) Queue();
    _IRQL_requires_max_(PASSIVE_LEVEL) void Drain();
    ULONG m_count;
};

Queue::Queue() : m_count(0) {}
void Queue::Drain() { m_count = 0; }

class Worker {
public:
    void Signal();
    void Empty();
    KSPIN_LOCK m_lock;
    WorkItem m_work;
};

void Worker::Signal()
{
    KIRQL irql;
    KeAcquireSpinLock(&m_lock, &irql);
    m_work.Queue();                                  // ok irql-too-high
    KeReleaseSpinLock(&m_lock, irql);
}

void Worker::Empty()
{
    KIRQL irql;
    KeAcquireSpinLock(&m_lock, &irql);
    m_work.Drain();                                  // want irql-too-high "Drain is called at DISPATCH_LEVEL"
    KeReleaseSpinLock(&m_lock, irql);
}
