/* Annotations go to every declaration, in the names that it uses. */
#include <ntddk.h>
#include "queue.h"

VOID LockQueue(_Inout_ PQUEUE This, _Out_ PKIRQL Lock)          // want irql-function-not-annotated
{
    KeAcquireSpinLock(&This->Lock, Lock);
}

_Use_decl_annotations_
VOID UnlockQueue(PQUEUE This, KIRQL Lock)                       // want irql-function-not-annotated
{
    KeReleaseSpinLock(&This->Lock, Lock);
}

VOID LockUnnamed(_Inout_ PQUEUE This, _Out_ PKIRQL Lock)        // want irql-function-not-annotated
{
    KeAcquireSpinLock(&This->Lock, Lock);
}
