#include <ntddk.h>

#define BLOCK_ALL 32
#define DEVICE_LEVEL 5
#define X86_HIGH 31

VOID RestoreLevel(KIRQL Level);

VOID Raise(PKSPIN_LOCK Lock, KIRQL Own)
{
    KIRQL old;

    KeRaiseIrql(0xFF, &old);
    KeLowerIrql(old);
    KeRaiseIrql(BLOCK_ALL, &old);
    KeLowerIrql(-1);
    KeRaiseIrql(X86_HIGH, &old);
    KeRaiseIrql(HIGH_LEVEL, &old);
    KeRaiseIrql(DEVICE_LEVEL, &old);
    KeRaiseIrql(Own, &old);
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    KeLowerIrql(PASSIVE_LEVEL);
    KeRaiseIrql((KIRQL)33, &old);
    KeReleaseSpinLock(Lock, 77);
    KeReleaseSpinLock(Lock, 0);
    RestoreLevel(64);
    RestoreLevel(0);
#ifdef _X86_
    KeRaiseIrql(31, &old);
#endif
}

VOID Handles(PVOID Extension)
{
    StorPortReleaseSpinLock(Extension, 64);
}
