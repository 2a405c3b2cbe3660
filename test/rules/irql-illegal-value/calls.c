#include <ntddk.h>

#define BLOCK_ALL 32
#define DEVICE_LEVEL 5
#define X86_HIGH 31

VOID RestoreLevel(KIRQL Level);

VOID Raise(PKSPIN_LOCK Lock, KIRQL Own)
{
    KIRQL old;

    KeRaiseIrql(0xFF, &old);           // want irql-illegal-value error "KeRaiseIrql is given 255 as an IRQL, but there is no such level"
    KeLowerIrql(old);                  // ok irql-illegal-value
    KeRaiseIrql(BLOCK_ALL, &old);      // want irql-illegal-value error "is given 32"
    KeLowerIrql(-1);                   // want irql-illegal-value
    KeRaiseIrql(X86_HIGH, &old);       // want irql-illegal-value warning "a level that only x86 has"
    KeRaiseIrql(HIGH_LEVEL, &old);     // ok irql-illegal-value
    KeRaiseIrql(DEVICE_LEVEL, &old);   // ok irql-illegal-value
    KeRaiseIrql(Own, &old);            // ok irql-illegal-value
    KeRaiseIrql(2, &old);              // want irql-illegal-value hint "is given the number 2 as its level"
    KeLowerIrql(0);                    // want irql-illegal-value hint
    KeRaiseIrql((KIRQL)33, &old);      // want irql-illegal-value error
    KeReleaseSpinLock(Lock, 77);       // want irql-illegal-value "KeReleaseSpinLock is given 77"
    KeReleaseSpinLock(Lock, 0);        // ok irql-illegal-value; want lock-released-twice "released already"
    RestoreLevel(64);                  // want irql-illegal-value "RestoreLevel is given 64"
    RestoreLevel(0);                   // ok irql-illegal-value
#ifdef _X86_
    KeRaiseIrql(31, &old);             // ok irql-illegal-value
#endif
}

VOID Handles(PVOID Extension)
{
    StorPortReleaseSpinLock(Extension, 64); // ok irql-illegal-value
}
