// unit: define=SQLITE_THREADSAFE=0
// Nobody calls mutexes of a build without threads.
#include <ntddk.h>
#include "sqlite3.h"

sqlite3_mutex *LockAlloc(int Kind);
void LockFree(sqlite3_mutex *Mutex);

static const sqlite3_mutex_methods Mutexes = {  // ok sqlite-method-missing
    .xMutexAlloc = LockAlloc,
    .xMutexFree = LockFree,
};

const sqlite3_mutex_methods *Methods(void)
{
    return &Mutexes;
}
