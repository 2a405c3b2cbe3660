// Mutexes for SQLite over the locks of the system.
#include <ntddk.h>
#include "sqlite3.h"

struct sqlite3_mutex {
    KSPIN_LOCK SpinLock;
    KIRQL OldIrql;
    FAST_MUTEX FastMutex;
    KMUTEX Mutex;
    PKTHREAD Owner;
    ULONG Entered;
};

static KIRQL SavedIrql;

int MutexInit(void);
sqlite3_mutex *MutexAlloc(int Kind);
void MutexFree(sqlite3_mutex *Mutex);

static void SpinEnter(sqlite3_mutex *Mutex)
{
    KeAcquireSpinLock(&Mutex->SpinLock, &Mutex->OldIrql);
}

static void SpinLeave(sqlite3_mutex *Mutex)
{
    KeReleaseSpinLock(&Mutex->SpinLock, Mutex->OldIrql);
}

static void SharedEnter(sqlite3_mutex *Mutex)
{
    KeAcquireSpinLock(&Mutex->SpinLock, &SavedIrql);
}

static void SharedLeave(sqlite3_mutex *Mutex)
{
    KeReleaseSpinLock(&Mutex->SpinLock, SavedIrql);
}

static void Lock(sqlite3_mutex *Mutex)
{
    Mutex->OldIrql = KeAcquireSpinLockRaiseToDpc(&Mutex->SpinLock);
}

static void WrappedEnter(sqlite3_mutex *Mutex)
{
    Lock(Mutex);
    Mutex->Entered++;
}

static void FastEnter(sqlite3_mutex *Mutex)
{
    ExAcquireFastMutex(&Mutex->FastMutex);
}

static void FastLeave(sqlite3_mutex *Mutex)
{
    ExReleaseFastMutex(&Mutex->FastMutex);
}

static void OwnedEnter(sqlite3_mutex *Mutex)
{
    if (Mutex->Owner != KeGetCurrentThread()) {
        ExAcquireFastMutex(&Mutex->FastMutex);
        Mutex->Owner = KeGetCurrentThread();
    }
    Mutex->Entered++;
}

static void KernelEnter(sqlite3_mutex *Mutex)
{
    (VOID)KeWaitForSingleObject(&Mutex->Mutex, Executive, KernelMode, FALSE, NULL);
}

static void KernelLeave(sqlite3_mutex *Mutex)
{
    KeReleaseMutex(&Mutex->Mutex, FALSE);
}

static const sqlite3_mutex_methods SpinMethods = {
    .xMutexInit = MutexInit,
    .xMutexAlloc = MutexAlloc,
    .xMutexFree = MutexFree,
    .xMutexEnter = SpinEnter,  // want sqlite-spin-lock-mutex error "SpinEnter enters SQLite's mutexes through KeAcquireSpinLock, and the IRQL stays at DISPATCH_LEVEL"
    .xMutexLeave = SpinLeave,
};

static const sqlite3_mutex_methods SharedMethods = {
    .xMutexInit = MutexInit,
    .xMutexAlloc = MutexAlloc,
    .xMutexFree = MutexFree,
    .xMutexEnter = SharedEnter,  // want sqlite-spin-lock-mutex error "SharedEnter enters SQLite's mutexes through KeAcquireSpinLock"
    .xMutexLeave = SharedLeave,
};

static const sqlite3_mutex_methods WrappedMethods = {
    .xMutexInit = MutexInit,
    .xMutexAlloc = MutexAlloc,
    .xMutexFree = MutexFree,
    .xMutexEnter = WrappedEnter,  // want sqlite-spin-lock-mutex error "WrappedEnter enters SQLite's mutexes through KeAcquireSpinLockRaiseToDpc"
    .xMutexLeave = SpinLeave,
};

static const sqlite3_mutex_methods FastMethods = {
    .xMutexInit = MutexInit,
    .xMutexAlloc = MutexAlloc,
    .xMutexFree = MutexFree,
    .xMutexEnter = FastEnter,  // want sqlite-spin-lock-mutex warning "FastEnter enters SQLite's mutexes through ExAcquireFastMutex, and most of them are entered again"
    .xMutexLeave = FastLeave,
};

static const sqlite3_mutex_methods OwnedMethods = {
    .xMutexInit = MutexInit,
    .xMutexAlloc = MutexAlloc,
    .xMutexFree = MutexFree,
    .xMutexEnter = OwnedEnter,  // ok sqlite-spin-lock-mutex
    .xMutexLeave = FastLeave,
};

static const sqlite3_mutex_methods KernelMethods = {
    .xMutexInit = MutexInit,
    .xMutexAlloc = MutexAlloc,
    .xMutexFree = MutexFree,
    .xMutexEnter = KernelEnter,  // ok sqlite-spin-lock-mutex
    .xMutexLeave = KernelLeave,
};

const sqlite3_mutex_methods *MethodsOf(int Index)
{
    static const sqlite3_mutex_methods *const all[] = {
        &SpinMethods, &SharedMethods, &WrappedMethods, &FastMethods, &OwnedMethods, &KernelMethods,
    };

    return all[Index];
}
