// Levels that come from roles, annotations and registrations, and demands that come through calls.
#include <ntddk.h>

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    KIRQL OldIrql;
    HANDLE File;
    KDPC Dpc;
    KTIMER Timer;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

KDEFERRED_ROUTINE DeclaredDpc;

static VOID CloseFile(PDEVICE_EXTENSION Extension)
{
    ZwClose(Extension->File); // ok irql-too-high
}

static VOID CloseFileOfAnother(PDEVICE_EXTENSION Extension)
{
    CloseFile(Extension); // ok irql-too-high
}

static VOID CloseFileWhere(PDEVICE_EXTENSION Extension, BOOLEAN Close)
{
    if (Close) {
        ZwClose(Extension->File); // ok irql-too-high
    }
}

static VOID LockExtension(PDEVICE_EXTENSION Extension)
{
    KeAcquireSpinLock(&Extension->Lock, &Extension->OldIrql);
}

static VOID UnlockExtension(PDEVICE_EXTENSION Extension)
{
    KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql);
}

VOID DeclaredDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PDEVICE_EXTENSION extension = Context;

    ZwClose(extension->File); // want irql-too-high "ZwClose is called at DISPATCH_LEVEL"
    CloseFileOfAnother(extension); // want irql-too-high "CloseFileOfAnother is called at DISPATCH_LEVEL, but leads to ZwClose"
    CloseFileWhere(extension, TRUE); // want irql-too-high "may lead to ZwClose"
}

VOID RegisteredDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    CloseFile(Context); // want irql-too-high "leads to ZwClose"
}

VOID Initialize(PDEVICE_EXTENSION Extension)
{
    KeInitializeDpc(&Extension->Dpc, RegisteredDpc, Extension);
    LockExtension(Extension);
    CloseFile(Extension); // want irql-too-high "CloseFile is called at DISPATCH_LEVEL"
    UnlockExtension(Extension);
    CloseFile(Extension); // ok irql-too-high
}

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID PromisesTooMuch(PDEVICE_EXTENSION Extension)
{
    ZwClose(Extension->File); // want irql-too-high "up to DISPATCH_LEVEL, as PromisesTooMuch is annotated"
}

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID AnnotatedPassive(PDEVICE_EXTENSION Extension);

VOID UsesAnnotation(PDEVICE_EXTENSION Extension)
{
    LockExtension(Extension);
    AnnotatedPassive(Extension); // want irql-too-high "declared for at most PASSIVE_LEVEL"
    UnlockExtension(Extension);
    AnnotatedPassive(Extension); // ok irql-too-high
}

static VOID First(PDEVICE_EXTENSION Extension, ULONG Depth);

static VOID Second(PDEVICE_EXTENSION Extension, ULONG Depth)
{
    First(Extension, Depth - 1);
}

static VOID First(PDEVICE_EXTENSION Extension, ULONG Depth)
{
    if (Depth != 0) {
        Second(Extension, Depth);
    }
    ZwClose(Extension->File); // ok irql-too-high
}

VOID CallsACircle(PDEVICE_EXTENSION Extension)
{
    LockExtension(Extension);
    First(Extension, 2); // want irql-too-high "leads to ZwClose"
    UnlockExtension(Extension);
}

// One annotation, and many calls that contradict it: it is said once.
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID PromisesAltogether(PDEVICE_EXTENSION Extension)
{
    ZwClose(Extension->File); // want irql-too-high "ZwClose is called at up to DISPATCH_LEVEL, as PromisesAltogether is annotated"
    ZwFlushKey(Extension->File);
    ZwClose(Extension->File); // ok irql-too-high
}
