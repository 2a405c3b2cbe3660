#pragma once
#include <ntddk.h>

class SpinGuard
{
public:
    explicit SpinGuard(PKSPIN_LOCK lock) : m_lock(lock) { KeAcquireSpinLock(m_lock, &m_irql); }
    ~SpinGuard() { KeReleaseSpinLock(m_lock, m_irql); }
    SpinGuard(const SpinGuard&) = delete;

private:
    PKSPIN_LOCK m_lock;
    KIRQL m_irql;
};

class Trace
{
public:
    ~Trace() { DbgPrint("left\n"); }
};

struct Device
{
    KSPIN_LOCK Lock;
    FAST_MUTEX Mutex;
    ULONG Count;
    ULONG Limit;
};

ULONG Notify(Device* device);
