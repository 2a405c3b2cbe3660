/* Annotations go to every declaration, in the names that it uses. */
#include <ntddk.h>
#include "queue.h"

_IRQL_raises_(DISPATCH_LEVEL)
_At_(*Lock, _IRQL_saves_)
_Acquires_lock_(This->Lock)
VOID LockQueue(_Inout_ PQUEUE This, _Out_ PKIRQL Lock)
{
    KeAcquireSpinLock(&This->Lock, Lock);
}

_Use_decl_annotations_
VOID UnlockQueue(PQUEUE This, KIRQL Lock)
{
    KeReleaseSpinLock(&This->Lock, Lock);
}

VOID LockUnnamed(_Inout_ PQUEUE This, _Out_ PKIRQL Lock)
{
    KeAcquireSpinLock(&This->Lock, Lock);
}
