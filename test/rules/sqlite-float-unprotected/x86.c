// unit: processor=x86
#include <ntddk.h>
#include "sqlite3.h"

static sqlite3 *Catalog;
static sqlite3_stmt *Find;

/* What a caller may protect is the caller's matter. */
static LONG Lookup(int Id)
{
    LONG flags = 0;

    sqlite3_bind_int(Find, 1, Id);
    if (sqlite3_step(Find) == SQLITE_ROW) {          // ok sqlite-float-unprotected
        flags = sqlite3_column_int(Find, 0);
    }
    sqlite3_reset(Find);
    return flags;
}

IO_WORKITEM_ROUTINE Bare;

VOID Bare(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    Device->Flags = (ULONG)Lookup(1);                // want sqlite-float-unprotected "Lookup leads to sqlite3_step, which runs SQLite without the floating-point state having been saved"
    Device->Flags |= (ULONG)Lookup(2);               // ok sqlite-float-unprotected
}

IO_WORKITEM_ROUTINE Saved;

VOID Saved(PDEVICE_OBJECT Device, PVOID Context)
{
    XSTATE_SAVE state;

    UNREFERENCED_PARAMETER(Context);
    if (NT_SUCCESS(KeSaveExtendedProcessorState(XSTATE_MASK_LEGACY, &state))) {
        Device->Flags = (ULONG)Lookup(1);            // ok sqlite-float-unprotected
        KeRestoreExtendedProcessorState(&state);
    }
}

/* Too late. */
VOID HalfSaved(PDEVICE_OBJECT Device)
{
    KFLOATING_SAVE state;

    if (NT_SUCCESS(KeSaveFloatingPointState(&state))) {
        Device->Flags = (ULONG)Lookup(1);            // ok sqlite-float-unprotected
        KeRestoreFloatingPointState(&state);
    }
    Device->Flags |= (ULONG)Lookup(2);               // want sqlite-float-unprotected "Lookup leads to sqlite3_step"
}

/* Nothing is computed to open and close. */
IO_WORKITEM_ROUTINE Opened;

VOID Opened(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    Device->Flags = (ULONG)sqlite3_open("catalog", &Catalog); // ok sqlite-float-unprotected
}
