/*
 * SQLite's mutexes over KMUTEX, which its owner may take again. It leaves the IRQL where it is, and so all that SQLite
 * may do under it; a spin lock would not. Who owns one is not suspended until he has released it.
 */
#include "sqlite-mutex.h"

struct sqlite3_mutex {
    KMUTEX Mutex;
    BOOLEAN IsStatic;
};

/* SQLite's own, SQLITE_MUTEX_STATIC_MAIN to SQLITE_MUTEX_STATIC_VFS3: they are there as long as the driver is. */
#define FIRST_STATIC_MUTEX SQLITE_MUTEX_STATIC_MAIN
#define STATIC_MUTEXES (SQLITE_MUTEX_STATIC_VFS3 - FIRST_STATIC_MUTEX + 1)

static sqlite3_mutex StaticMutexes[STATIC_MUTEXES];

/* sqlite3_initialize calls it before any mutex is in use, and is itself called once, by the driver's entry. */
static int NewDriverMutexInit(void)
{
    int index;

    for (index = 0; index < STATIC_MUTEXES; index++) {
        KeInitializeMutex(&StaticMutexes[index].Mutex, 0);
        StaticMutexes[index].IsStatic = TRUE;
    }
    return SQLITE_OK;
}

static int NewDriverMutexEnd(void)
{
    return SQLITE_OK;
}

static sqlite3_mutex *NewDriverMutexAlloc(int Kind)
{
    sqlite3_mutex *mutex;

    if (Kind >= FIRST_STATIC_MUTEX) {
        return Kind - FIRST_STATIC_MUTEX < STATIC_MUTEXES ? &StaticMutexes[Kind - FIRST_STATIC_MUTEX] : NULL;
    }

    /* SQLITE_MUTEX_FAST or SQLITE_MUTEX_RECURSIVE, the same here. A dispatcher object has to be resident. */
    mutex = (sqlite3_mutex *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(sqlite3_mutex), NEW_DRIVER_TAG_MUTEX);
    if (mutex != NULL) {
        KeInitializeMutex(&mutex->Mutex, 0);
        mutex->IsStatic = FALSE;
    }
    return mutex;
}

static void NewDriverMutexFree(sqlite3_mutex *Mutex)
{
    if (Mutex != NULL && !Mutex->IsStatic) {
        ExFreePoolWithTag(Mutex, NEW_DRIVER_TAG_MUTEX);
    }
}

static void NewDriverMutexEnter(sqlite3_mutex *Mutex)
{
    /* Kernel mode, not alertable, no timeout: the wait ends with the mutex and in no other way. */
    (VOID)KeWaitForSingleObject(&Mutex->Mutex, Executive, KernelMode, FALSE, NULL);
}

static int NewDriverMutexTry(sqlite3_mutex *Mutex)
{
    LARGE_INTEGER noWait;

    noWait.QuadPart = 0;
    return KeWaitForSingleObject(&Mutex->Mutex, Executive, KernelMode, FALSE, &noWait) == STATUS_SUCCESS
        ? SQLITE_OK
        : SQLITE_BUSY;
}

static void NewDriverMutexLeave(sqlite3_mutex *Mutex)
{
    KeReleaseMutex(&Mutex->Mutex, FALSE);
}

const sqlite3_mutex_methods NewDriverMutexMethods = {
    .xMutexInit = NewDriverMutexInit,
    .xMutexEnd = NewDriverMutexEnd,
    .xMutexAlloc = NewDriverMutexAlloc,
    .xMutexFree = NewDriverMutexFree,
    .xMutexEnter = NewDriverMutexEnter,
    .xMutexTry = NewDriverMutexTry,
    .xMutexLeave = NewDriverMutexLeave,
    .xMutexHeld = NULL,
    .xMutexNotheld = NULL,
};
