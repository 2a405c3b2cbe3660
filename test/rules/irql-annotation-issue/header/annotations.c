#include <ntddk.h>
#include "ours.h"

#define MAX_LEVEL DISPATCH_LEVEL
#define RAISES _IRQL_saves_ _IRQL_raises_(DISPATCH_LEVEL)

_IRQL_requires_max_(DISPATCH) VOID Misspelled(PIRP Irp);           // want irql-annotation-issue warning "DISPATCH is no IRQL"
_IRQL_requires_min_(Passive_Level) VOID OtherCase(PIRP Irp);       // want irql-annotation-issue
_IRQL_raises_(DISPTACH_LEVEL) VOID Swapped(PIRP Irp);              // want irql-annotation-issue
_When_(Wait, _IRQL_requires_max_(APC)) VOID Waits(BOOLEAN Wait);   // want irql-annotation-issue "APC is no IRQL"
_IRQL_requires_max_(40) VOID TooFar(PIRP Irp);                     // want irql-annotation-issue "40 is no IRQL"
_IRQL_requires_max_() VOID Empty(PIRP Irp);                        // want irql-annotation-issue "names no level"
_IRQL_requires_max_(DISPATCH_LEVEL) VOID Right(PIRP Irp);          // ok irql-annotation-issue
_IRQL_requires_max_(MAX_LEVEL) VOID ByMacro(PIRP Irp);             // ok irql-annotation-issue
_IRQL_requires_max_(DEVICE_MAX_LEVEL) VOID Elsewhere(PIRP Irp);    // ok irql-annotation-issue
_IRQL_requires_max_(SYNCH_LEVEL) VOID OfTheKit(PIRP Irp);          // ok irql-annotation-issue
_IRQL_requires_max_(5) VOID OfADevice(PIRP Irp);                   // ok irql-annotation-issue
__drv_maxIRQL(PASIVE_LEVEL) VOID OldForm(PIRP Irp);                // want irql-annotation-issue

_IRQL_requires_min_(DISPATCH_LEVEL)
_IRQL_requires_max_(APC_LEVEL) // want irql-annotation-issue "Never may be called at DISPATCH_LEVEL at least and at APC_LEVEL at most, so never"
VOID Never(PIRP Irp);

_IRQL_requires_(PASSIVE_LEVEL)
_IRQL_requires_max_(DISPATCH_LEVEL) // ok irql-annotation-issue
VOID Exactly(PIRP Irp);

_When_(Fast, _IRQL_requires_min_(DISPATCH_LEVEL))
_When_(!Fast, _IRQL_requires_max_(APC_LEVEL)) // ok irql-annotation-issue
VOID Either(BOOLEAN Fast);

_IRQL_raises_(DISPATCH_LEVEL) // want irql-annotation-issue "annotated to return at DISPATCH_LEVEL and also at the IRQL it was called at"
_IRQL_requires_same_
VOID RaisesAndStays(PIRP Irp);

_IRQL_requires_(DISPATCH_LEVEL)
_IRQL_raises_(DISPATCH_LEVEL) // ok irql-annotation-issue
_IRQL_requires_same_
VOID StaysAtDispatch(PIRP Irp);

_IRQL_saves_ VOID SavesNowhere(PKSPIN_LOCK Lock);                        // want irql-annotation-issue "the function returns none"
_IRQL_saves_ KIRQL SavesInResult(PKSPIN_LOCK Lock);                      // ok irql-annotation-issue
VOID SavesInCopy(PKSPIN_LOCK Lock, _IRQL_saves_ KIRQL Old);              // want irql-annotation-issue "Old, a copy"
VOID SavesInLock(_IRQL_saves_ PKSPIN_LOCK Lock, PKIRQL Old);             // want irql-annotation-issue "Lock, which is of type PKSPIN_LOCK"
VOID Saves(PKSPIN_LOCK Lock, _Out_ _At_(*Old, _IRQL_saves_) PKIRQL Old); // ok irql-annotation-issue
VOID SavesByName(PKSPIN_LOCK Lock, _Out_ _IRQL_saves_ KIRQL *Old);       // ok irql-annotation-issue
VOID SavesInStructure(_Inout_ _IRQL_saves_ PQUEUE_LOCK Lock);            // ok irql-annotation-issue
VOID Restores(PKSPIN_LOCK Lock, _In_ _IRQL_restores_ KIRQL Old);         // ok irql-annotation-issue
VOID RestoresFlag(PKSPIN_LOCK Lock, _In_ _IRQL_restores_ BOOLEAN Old);   // want irql-annotation-issue
RAISES VOID ThroughMacro(PKSPIN_LOCK Lock);                              // ok irql-annotation-issue

_IRQL_requires_max_(DISPATCH_LEVEL) // want irql-annotation-issue "may be called at DISPATCH_LEVEL at most by its definition, and may be called at PASSIVE_LEVEL at most by its declaration"
VOID Flush(PDEVICE_OBJECT Device)
{
    IoInvalidateDeviceState(Device);
}

_Use_decl_annotations_
VOID Reset(PDEVICE_OBJECT Device) // ok irql-annotation-issue
{
    IoInvalidateDeviceState(Device);
}

_IRQL_requires_max_(PASSIVE_LEVEL) // ok irql-annotation-issue
VOID Stop(PDEVICE_OBJECT Device)
{
    IoInvalidateDeviceState(Device);
}

_IRQL_requires_max_(PASSIVE_LEVEL) // ok irql-annotation-issue
VOID Narrower(PDEVICE_OBJECT Device)
{
    IoInvalidateDeviceState(Device);
}
