/* What a file system answers when it is asked for its last error. */
#include <ntddk.h>
#include "sqlite3.h"

static int LastError(sqlite3_vfs *Vfs, int Length, char *Message)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(Message);
    return (int)GetLastError();       // want sqlite-error-format "LastError, a file system's xGetLastError, gets its text from GetLastError: a user-mode function"; ok user-mode-api
}

void Fill(sqlite3_vfs *Vfs)
{
    Vfs->xGetLastError = LastError;
}
