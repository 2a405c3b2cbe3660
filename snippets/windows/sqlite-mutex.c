/*
 * prefix: kd-sqlite-mutex
 * title: SQLite: mutexes
 * topic: SQLite
 * description: sqlite3_mutex_methods over KMUTEX, for SQLITE_CONFIG_MUTEX in builds with SQLITE_THREADSAFE
 * languages: c
 * includes: sqlite3.h
 */
#define ${1:SAMPLE}_TAG_MUTEX '${2:uMSS}'

/* A KMUTEX may be taken again by its owner and leaves the IRQL where it is: a spin lock does neither. */
struct sqlite3_mutex {
    KMUTEX Mutex;
    BOOLEAN IsStatic;
};

/* SQLite's own, which are there as long as the driver is. */
static sqlite3_mutex ${3:Sample}StaticMutexes[SQLITE_MUTEX_STATIC_VFS3 - SQLITE_MUTEX_STATIC_MAIN + 1];

/* Called again, by sqlite3_vfs_register for one, when mutexes are in use: they stay. One thread starts SQLite. */
static int ${3:Sample}MutexInit(void)
{
    ULONG index;

    if (${3:Sample}StaticMutexes[0].IsStatic) {
        return SQLITE_OK;
    }
    for (index = 0; index < RTL_NUMBER_OF(${3:Sample}StaticMutexes); index++) {
        KeInitializeMutex(&${3:Sample}StaticMutexes[index].Mutex, 0);
        ${3:Sample}StaticMutexes[index].IsStatic = TRUE;
    }
    return SQLITE_OK;
}

static int ${3:Sample}MutexEnd(void)
{
    return SQLITE_OK;
}

static sqlite3_mutex *${3:Sample}MutexAlloc(int Kind)
{
    sqlite3_mutex *mutex;

    if (Kind >= SQLITE_MUTEX_STATIC_MAIN) {
        return Kind <= SQLITE_MUTEX_STATIC_VFS3 ? &${3:Sample}StaticMutexes[Kind - SQLITE_MUTEX_STATIC_MAIN] : NULL;
    }

    /* A dispatcher object has to be resident. */
    mutex = (sqlite3_mutex *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*mutex), ${1:SAMPLE}_TAG_MUTEX);
    if (mutex != NULL) {
        KeInitializeMutex(&mutex->Mutex, 0);
        mutex->IsStatic = FALSE;
    }
    return mutex;
}

static void ${3:Sample}MutexFree(sqlite3_mutex *Mutex)
{
    if (Mutex != NULL && !Mutex->IsStatic) {
        ExFreePoolWithTag(Mutex, ${1:SAMPLE}_TAG_MUTEX);
    }
}

static void ${3:Sample}MutexEnter(sqlite3_mutex *Mutex)
{
    (VOID)KeWaitForSingleObject(&Mutex->Mutex, Executive, KernelMode, FALSE, NULL);
}

static int ${3:Sample}MutexTry(sqlite3_mutex *Mutex)
{
    LARGE_INTEGER noWait;

    noWait.QuadPart = 0;
    return KeWaitForSingleObject(&Mutex->Mutex, Executive, KernelMode, FALSE, &noWait) == STATUS_SUCCESS
        ? SQLITE_OK
        : SQLITE_BUSY;
}

static void ${3:Sample}MutexLeave(sqlite3_mutex *Mutex)
{
    KeReleaseMutex(&Mutex->Mutex, FALSE);
}

/* SQLite asks the last two in debug builds alone, and does without them. */
const sqlite3_mutex_methods ${3:Sample}MutexMethods = {
    .xMutexInit = ${3:Sample}MutexInit,
    .xMutexEnd = ${3:Sample}MutexEnd,
    .xMutexAlloc = ${3:Sample}MutexAlloc,
    .xMutexFree = ${3:Sample}MutexFree,
    .xMutexEnter = ${3:Sample}MutexEnter,
    .xMutexTry = ${3:Sample}MutexTry,
    .xMutexLeave = ${3:Sample}MutexLeave,
    .xMutexHeld = NULL,
    .xMutexNotheld = NULL,
};
