/*
 * SQLite's mutexes as kernel mutexes: recursive, owned by a thread, and the IRQL stays where it was, so that SQLite's
 * pageable memory may be touched while one is held.
 */
#include "driver.h"

/* SQLITE_MUTEX_FAST and SQLITE_MUTEX_RECURSIVE are made on demand, the numbers after them are SQLite's static ones. */
#define FIRST_STATIC_MUTEX (SQLITE_MUTEX_RECURSIVE + 1)
#define STATIC_MUTEXES (SQLITE_MUTEX_STATIC_VFS3 - FIRST_STATIC_MUTEX + 1)

struct sqlite3_mutex {
    KMUTEX Mutex;
    BOOLEAN IsStatic;
};

static sqlite3_mutex StaticMutexes[STATIC_MUTEXES];

static int QuirksMutexInit(void)
{
    ULONG index;

    for (index = 0; index < STATIC_MUTEXES; index++) {
        KeInitializeMutex(&StaticMutexes[index].Mutex, 0);
        StaticMutexes[index].IsStatic = TRUE;
    }
    return SQLITE_OK;
}

static int QuirksMutexEnd(void)
{
    return SQLITE_OK;
}

static sqlite3_mutex *QuirksMutexAlloc(int Kind)
{
    sqlite3_mutex *mutex;

    if (Kind >= FIRST_STATIC_MUTEX) {
        return Kind - FIRST_STATIC_MUTEX < STATIC_MUTEXES ? &StaticMutexes[Kind - FIRST_STATIC_MUTEX] : NULL;
    }

    /* A dispatcher object has to be resident. */
    mutex = (sqlite3_mutex *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(sqlite3_mutex), QUIRKS_TAG_MUTEX);
    if (mutex != NULL) {
        KeInitializeMutex(&mutex->Mutex, 0);
        mutex->IsStatic = FALSE;
    }
    return mutex;
}

static void QuirksMutexFree(sqlite3_mutex *Mutex)
{
    if (Mutex != NULL && !Mutex->IsStatic) {
        ExFreePoolWithTag(Mutex, QUIRKS_TAG_MUTEX);
    }
}

static void QuirksMutexEnter(sqlite3_mutex *Mutex)
{
    /* Kernel mode, not alertable, no timeout: the wait ends with the mutex and in no other way. */
    (VOID)KeWaitForSingleObject(&Mutex->Mutex, Executive, KernelMode, FALSE, NULL);
}

static int QuirksMutexTry(sqlite3_mutex *Mutex)
{
    LARGE_INTEGER noWait;

    noWait.QuadPart = 0;
    return KeWaitForSingleObject(&Mutex->Mutex, Executive, KernelMode, FALSE, &noWait) == STATUS_SUCCESS
        ? SQLITE_OK
        : SQLITE_BUSY;
}

static void QuirksMutexLeave(sqlite3_mutex *Mutex)
{
    KeReleaseMutex(&Mutex->Mutex, FALSE);
}

const sqlite3_mutex_methods QuirksMutexMethods = {
    .xMutexInit = QuirksMutexInit,
    .xMutexEnd = QuirksMutexEnd,
    .xMutexAlloc = QuirksMutexAlloc,
    .xMutexFree = QuirksMutexFree,
    .xMutexEnter = QuirksMutexEnter,
    .xMutexTry = QuirksMutexTry,
    .xMutexLeave = QuirksMutexLeave,
    .xMutexHeld = NULL,
    .xMutexNotheld = NULL,
};
