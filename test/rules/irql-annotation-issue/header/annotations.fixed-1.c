#include <ntddk.h>
#include "ours.h"

#define MAX_LEVEL DISPATCH_LEVEL
#define RAISES _IRQL_saves_ _IRQL_raises_(DISPATCH_LEVEL)

_IRQL_requires_max_(DISPATCH_LEVEL) VOID Misspelled(PIRP Irp);
_IRQL_requires_min_(PASSIVE_LEVEL) VOID OtherCase(PIRP Irp);
_IRQL_raises_(DISPATCH_LEVEL) VOID Swapped(PIRP Irp);
_When_(Wait, _IRQL_requires_max_(APC_LEVEL)) VOID Waits(BOOLEAN Wait);
_IRQL_requires_max_(40) VOID TooFar(PIRP Irp);
_IRQL_requires_max_() VOID Empty(PIRP Irp);
_IRQL_requires_max_(DISPATCH_LEVEL) VOID Right(PIRP Irp);
_IRQL_requires_max_(MAX_LEVEL) VOID ByMacro(PIRP Irp);
_IRQL_requires_max_(DEVICE_MAX_LEVEL) VOID Elsewhere(PIRP Irp);
_IRQL_requires_max_(SYNCH_LEVEL) VOID OfTheKit(PIRP Irp);
_IRQL_requires_max_(5) VOID OfADevice(PIRP Irp);
__drv_maxIRQL(PASSIVE_LEVEL) VOID OldForm(PIRP Irp);

_IRQL_requires_min_(DISPATCH_LEVEL)
_IRQL_requires_max_(APC_LEVEL)
VOID Never(PIRP Irp);

_IRQL_requires_(PASSIVE_LEVEL)
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID Exactly(PIRP Irp);

_When_(Fast, _IRQL_requires_min_(DISPATCH_LEVEL))
_When_(!Fast, _IRQL_requires_max_(APC_LEVEL))
VOID Either(BOOLEAN Fast);

_IRQL_raises_(DISPATCH_LEVEL)
_IRQL_requires_same_
VOID RaisesAndStays(PIRP Irp);

_IRQL_requires_(DISPATCH_LEVEL)
_IRQL_raises_(DISPATCH_LEVEL)
_IRQL_requires_same_
VOID StaysAtDispatch(PIRP Irp);

_IRQL_saves_ VOID SavesNowhere(PKSPIN_LOCK Lock);
_IRQL_saves_ KIRQL SavesInResult(PKSPIN_LOCK Lock);
VOID SavesInCopy(PKSPIN_LOCK Lock, _IRQL_saves_ KIRQL Old);
VOID SavesInLock(_IRQL_saves_ PKSPIN_LOCK Lock, PKIRQL Old);
VOID Saves(PKSPIN_LOCK Lock, _Out_ _At_(*Old, _IRQL_saves_) PKIRQL Old);
VOID SavesByName(PKSPIN_LOCK Lock, _Out_ _IRQL_saves_ KIRQL *Old);
VOID SavesInStructure(_Inout_ _IRQL_saves_ PQUEUE_LOCK Lock);
VOID Restores(PKSPIN_LOCK Lock, _In_ _IRQL_restores_ KIRQL Old);
VOID RestoresFlag(PKSPIN_LOCK Lock, _In_ _IRQL_restores_ BOOLEAN Old);
RAISES VOID ThroughMacro(PKSPIN_LOCK Lock);

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID Flush(PDEVICE_OBJECT Device)
{
    IoInvalidateDeviceState(Device);
}

_Use_decl_annotations_
VOID Reset(PDEVICE_OBJECT Device)
{
    IoInvalidateDeviceState(Device);
}

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID Stop(PDEVICE_OBJECT Device)
{
    IoInvalidateDeviceState(Device);
}

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID Narrower(PDEVICE_OBJECT Device)
{
    IoInvalidateDeviceState(Device);
}
