/* On x64 the system saves what a driver changes. */
#include <ntddk.h>
#include "sqlite3.h"

static sqlite3_stmt *Find;
IO_WORKITEM_ROUTINE Bare;

VOID Bare(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    Device->Flags = (ULONG)sqlite3_step(Find);       // ok sqlite-float-unprotected
}
