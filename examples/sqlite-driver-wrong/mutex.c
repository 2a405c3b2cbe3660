/* SQLite's mutexes over spin locks. */
#include "driver.h"

struct sqlite3_mutex {
    KSPIN_LOCK Lock;
};

static sqlite3_mutex StaticMutexes[16];

// wrong: one place for the IRQL of all mutexes and all processors; who leaves last restores somebody else's
static KIRQL SavedIrql;

static int QuirksMutexInit(void)
{
    return SQLITE_OK;
}

static int QuirksMutexEnd(void)
{
    return SQLITE_OK;
}

static sqlite3_mutex *QuirksMutexAlloc(int Kind)
{
    sqlite3_mutex *mutex;

    if (Kind > SQLITE_MUTEX_RECURSIVE) {
        return &StaticMutexes[Kind];
    }
    mutex = ExAllocatePoolWithTag(NonPagedPool, sizeof(*mutex), QUIRKS_TAG);  // wrong: executable, default tag
    if (mutex != NULL) {
        KeInitializeSpinLock(&mutex->Lock);
    }
    return mutex;
}

static void QuirksMutexFree(sqlite3_mutex *Mutex)
{
    ExFreePoolWithTag(Mutex, QUIRKS_TAG);
}

// wrong: a spin lock is not recursive, and all of SQLite runs at DISPATCH_LEVEL behind it
static void QuirksMutexEnter(sqlite3_mutex *Mutex)
{
    KeAcquireSpinLock(&Mutex->Lock, &SavedIrql);
}

static int QuirksMutexTry(sqlite3_mutex *Mutex)
{
    QuirksMutexEnter(Mutex);
    return SQLITE_OK;
}

static void QuirksMutexLeave(sqlite3_mutex *Mutex)
{
    KeReleaseSpinLock(&Mutex->Lock, SavedIrql);
}

const sqlite3_mutex_methods QuirksMutexMethods = {
    .xMutexInit = QuirksMutexInit,
    .xMutexEnd = QuirksMutexEnd,
    .xMutexAlloc = QuirksMutexAlloc,
    .xMutexFree = QuirksMutexFree,
    .xMutexEnter = QuirksMutexEnter,  // wrong: see there
    .xMutexTry = QuirksMutexTry,
    .xMutexLeave = QuirksMutexLeave,
};
