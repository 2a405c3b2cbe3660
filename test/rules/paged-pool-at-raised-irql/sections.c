#include <ntddk.h>

KSPIN_LOCK Lock;

#pragma data_seg("PAGEDATA")
ULONG Opened = 1;
ULONG Names[4] = { 1, 2, 3, 4 };
KSPIN_LOCK PagedLock = 0;
ULONG NotInitialised;
#pragma data_seg()
ULONG Closed = 1;

#pragma bss_seg("PAGEBSS")
ULONG Waiting;
#pragma bss_seg()

__declspec(allocate("PAGECONS")) const ULONG Limit = 10;

VOID Use(PULONG Value);

VOID Count(VOID)
{
    KIRQL old;

    Opened++; // ok paged-pool-at-raised-irql
    KeAcquireSpinLock(&Lock, &old);
    Opened++;               // want paged-pool-at-raised-irql error "Opened is pageable and is touched at DISPATCH_LEVEL"
    Names[1] = 1;           // want paged-pool-at-raised-irql "Names is pageable"
    Use(Names);             // ok paged-pool-at-raised-irql
    Closed++;               // ok paged-pool-at-raised-irql
    NotInitialised++;       // ok paged-pool-at-raised-irql
    if (Waiting > Limit) {  // want paged-pool-at-raised-irql "Waiting is pageable"; want paged-pool-at-raised-irql "Limit is pageable"
        Use(&Opened);
    }
    KeReleaseSpinLock(&Lock, old);
}

VOID LockPaged(VOID)
{
    KIRQL old;

    KeAcquireSpinLock(&PagedLock, &old); // want paged-pool-at-raised-irql error "The spin lock PagedLock lies in the section PAGEDATA"
    KeReleaseSpinLock(&PagedLock, old);
}

VOID Shadowed(ULONG Opened)
{
    KIRQL old;

    KeAcquireSpinLock(&Lock, &old);
    Opened++; // ok paged-pool-at-raised-irql
    KeReleaseSpinLock(&Lock, old);
}
