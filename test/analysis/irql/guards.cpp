// C++ guards: nobody lists their names, constructor and destructor say what they do.

class SpinGuard
{
public:
    explicit SpinGuard(PKSPIN_LOCK lock) : m_lock(lock)
    {
        KeAcquireSpinLock(m_lock, &m_irql);
    }
    ~SpinGuard()
    {
        KeReleaseSpinLock(m_lock, m_irql);
    }
private:
    PKSPIN_LOCK m_lock;
    KIRQL m_irql;
};

VOID Guarded(PDEVICE_EXTENSION Dev)
{
    SpinGuard guard(&Dev->Lock); // irql: DISPATCH; locks: Dev->Lock
    Dev->Count++;
} // irql: entry; locks: none

VOID GuardedBlock(PDEVICE_EXTENSION Dev)
{
    {
        SpinGuard guard(&Dev->Lock);
        Dev->Count++; // irql: DISPATCH
    }
    // irql: entry; locks: none
    Dev->Total++;
}

NTSTATUS ReturnsEarly(PDEVICE_EXTENSION Dev)
{
    SpinGuard guard(&Dev->Lock);
    if (Dev->Removed) {
        return STATUS_DELETE_PENDING;
    }
    Dev->Count++;
    return STATUS_SUCCESS;
} // irql: entry; locks: none; worlds: 1

VOID TwoGuards(PDEVICE_EXTENSION Dev)
{
    SpinGuard outer(&Dev->A);
    SpinGuard inner(&Dev->B); // locks: Dev->A, Dev->B; irql: DISPATCH
    Dev->Count++;
} // irql: entry; locks: none

VOID GuardInLoop(PDEVICE_EXTENSION Dev, ULONG Count)
{
    for (ULONG i = 0; i < Count; i++) {
        SpinGuard guard(&Dev->Lock); // locks: Dev->Lock
        if (i == 3) {
            continue;
        }
        if (i == 5) {
            break;
        }
        Dev->Total++;
    }
    // locks: none; irql: entry
    Dev->Count++;
}

VOID GuardAndPassive(PDEVICE_EXTENSION Dev, HANDLE File)
{
    {
        SpinGuard guard{&Dev->Lock}; // irql: DISPATCH
    }
    ZwClose(File); // irql: entry
}

class ReferenceGuard
{
public:
    ReferenceGuard(FAST_MUTEX& mutex) : m_mutex(mutex) { ExAcquireFastMutex(&m_mutex); }
    ~ReferenceGuard() { ExReleaseFastMutex(&m_mutex); }
private:
    FAST_MUTEX& m_mutex;
};

VOID ByReference(PDEVICE_EXTENSION Dev)
{
    ReferenceGuard guard(Dev->Mutex); // irql: APC; locks: Dev->Mutex
    Dev->Count++;
} // irql: entry; locks: none

class Mutex
{
public:
    void Lock() { ExAcquireFastMutex(&m_mutex); }
    void Unlock() { ExReleaseFastMutex(&m_mutex); }
private:
    FAST_MUTEX m_mutex;
};

struct DEVICE_EXTENSION
{
    Mutex Guarded;
    Mutex First;
    Mutex Second;
    KSPIN_LOCK Lock;
};
typedef DEVICE_EXTENSION* PDEVICE_EXTENSION;

VOID Methods(PDEVICE_EXTENSION Dev)
{
    Dev->Guarded.Lock(); // irql: APC; locks: Dev->Guarded.m_mutex
    Dev->Count++;
    Dev->Guarded.Unlock(); // irql: entry; locks: none
}

VOID TwoObjects(PDEVICE_EXTENSION Dev)
{
    Dev->First.Lock();
    Dev->Second.Lock();   // locks: Dev->First.m_mutex, Dev->Second.m_mutex
    Dev->Second.Unlock(); // locks: Dev->First.m_mutex
    Dev->First.Unlock();  // locks: none
}

template <typename T>
class AutoLock
{
public:
    AutoLock(T& lock) : m_lock(lock) { m_lock.Lock(); }
    ~AutoLock() { m_lock.Unlock(); }
private:
    T& m_lock;
};

VOID TemplateGuard(PDEVICE_EXTENSION Dev)
{
    AutoLock<Mutex> locker(Dev->Guarded); // irql: APC; locks: Dev->Guarded.m_mutex
    Dev->Count++;
} // irql: entry; locks: none

class EarlyGuard
{
public:
    explicit EarlyGuard(PKSPIN_LOCK lock) : m_lock(lock), m_held(true)
    {
        KeAcquireSpinLock(m_lock, &m_irql);
    }
    ~EarlyGuard()
    {
        if (m_held) {
            KeReleaseSpinLock(m_lock, m_irql);
        }
    }
    void Unlock()
    {
        KeReleaseSpinLock(m_lock, m_irql);
        m_held = false;
    }
private:
    PKSPIN_LOCK m_lock;
    KIRQL m_irql;
    bool m_held;
};

VOID UnlocksEarly(PDEVICE_EXTENSION Dev, HANDLE File)
{
    EarlyGuard guard(&Dev->Lock); // irql: DISPATCH
    Dev->Count++;
    guard.Unlock(); // irql: entry; locks: none
    ZwClose(File);
} // irql: entry; locks: none

VOID UnlocksOnOnePath(PDEVICE_EXTENSION Dev)
{
    EarlyGuard guard(&Dev->Lock);
    if (Dev->Removed) {
        guard.Unlock();
    }
    Dev->Count++; // locks: Dev->Lock | none
} // irql: entry; locks: none

VOID NeverUnlocksEarly(PDEVICE_EXTENSION Dev)
{
    EarlyGuard guard(&Dev->Lock);
    Dev->Count++; // irql: DISPATCH
} // irql: entry; locks: none

struct Base
{
    KSPIN_LOCK Lock;
    KIRQL OldIrql;
    void Enter() { KeAcquireSpinLock(&Lock, &OldIrql); }
    void Leave() { KeReleaseSpinLock(&this->Lock, this->OldIrql); }
    void Both() { Enter(); Leave(); }
};

VOID CallsBoth(Base* object)
{
    object->Both(); // irql: entry; locks: none
    object->Enter(); // irql: DISPATCH; locks: object->Lock
    object->Leave(); // irql: entry; locks: none
}

namespace driver {
class Region
{
public:
    Region() { KeEnterCriticalRegion(); }
    ~Region() { KeLeaveCriticalRegion(); }
};
}

VOID InNamespace(PDEVICE_EXTENSION Dev)
{
    driver::Region region; // critical: 1
    ExAcquireResourceExclusiveLite(&Dev->Resource, TRUE);
    ExReleaseResourceLite(&Dev->Resource);
} // critical: 0

VOID TakeByReference(KSPIN_LOCK& lock, KIRQL& irql)
{
    KeAcquireSpinLock(&lock, &irql);
}

VOID ReleaseByReference(KSPIN_LOCK& lock, KIRQL irql)
{
    KeReleaseSpinLock(&lock, irql);
}

VOID References(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    TakeByReference(Dev->Lock, irql);    // irql: DISPATCH; locks: Dev->Lock
    ReleaseByReference(Dev->Lock, irql); // irql: entry; locks: none
}

VOID Decide(PDEVICE_EXTENSION Dev, bool& locked);

VOID DecidedByReference(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    bool locked = false;
    Decide(Dev, locked);
    if (locked) {
        TakeByReference(Dev->Lock, irql);
    }
    Dev->Run(); // locks: Dev->Lock | none
    if (locked) {
        ReleaseByReference(Dev->Lock, irql);
    }
} // locks: none; irql: entry

VOID Throws(PDEVICE_EXTENSION Dev)
{
    SpinGuard guard(&Dev->Lock);
    try {
        Dev->Run(); // irql: DISPATCH
    } catch (...) {
        Dev->Count++;
    }
} // locks: none; irql: entry

class MovedGuard
{
public:
    explicit MovedGuard(PKSPIN_LOCK lock) : m_lock(lock) { KeAcquireSpinLock(m_lock, &m_irql); }
    MovedGuard(MovedGuard&& other) : m_lock(other.m_lock), m_irql(other.m_irql) { other.m_lock = nullptr; }
    ~MovedGuard()
    {
        if (m_lock != nullptr) {
            KeReleaseSpinLock(m_lock, m_irql);
        }
    }
private:
    PKSPIN_LOCK m_lock;
    KIRQL m_irql;
};

VOID NotMoved(PDEVICE_EXTENSION Dev)
{
    MovedGuard guard(&Dev->Lock); // todo-irql: DISPATCH; todo-locks: Dev->Lock
    Dev->Count++;
} // todo-irql: entry; todo-locks: none

VOID Moved(PDEVICE_EXTENSION Dev)
{
    MovedGuard guard(&Dev->Lock);
    MovedGuard other(std::move(guard));
    Dev->Count++;
} // todo-locks: none; todo-irql: entry

VOID NewGuard(PDEVICE_EXTENSION Dev)
{
    SpinGuard* guard = new SpinGuard(&Dev->Lock);
    Dev->Count++; // todo-irql: DISPATCH
    delete guard;
}

VOID StaticObject(PDEVICE_EXTENSION Dev)
{
    static SpinGuard guard(&Dev->Lock);
    Dev->Count++;
}

auto Lambda(PDEVICE_EXTENSION Dev)
{
    auto run = [&]() { KeAcquireSpinLockAtDpcLevel(&Dev->Lock); };
    Dev->Count++; // locks: none
}
