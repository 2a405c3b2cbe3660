#include <ntddk.h>

typedef struct _EXTENSION
{
    KSPIN_LOCK Lock;
    ULONG Opened;
} EXTENSION, *PEXTENSION;

VOID CountOpen(PEXTENSION Extension);
VOID Plain(PEXTENSION Extension);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, CountOpen, Plain)
#endif

VOID CountOpen(PEXTENSION Extension)
{
    PAGED_CODE();

    Extension->Opened++;
}

VOID CountResident(PEXTENSION Extension) // ok paged-code-not-paged
{
    KIRQL old;

    PAGED_CODE();

    KeAcquireSpinLock(&Extension->Lock, &old); // ok paged-code-at-raised-irql
    Plain(Extension);                          // want paged-code-at-raised-irql error "Plain is pageable, but is called at DISPATCH_LEVEL"
    CountOpen(Extension);                      // want paged-code-at-raised-irql "CountOpen is pageable"
    KeReleaseSpinLock(&Extension->Lock, old);

    Plain(Extension); // ok paged-code-at-raised-irql
}

VOID Plain(PEXTENSION Extension) // want paged-code-missing
{
    DbgPrint("%u\n", Extension->Opened);
}

static VOID CallPlain(PEXTENSION Extension)
{
    Plain(Extension); // ok paged-code-at-raised-irql
}

VOID CountIndirectly(PEXTENSION Extension)
{
    KIRQL old;

    KeAcquireSpinLock(&Extension->Lock, &old);
    CallPlain(Extension); // want paged-code-at-raised-irql "leads to Plain, which is pageable"
    KeReleaseSpinLock(&Extension->Lock, old);
}
