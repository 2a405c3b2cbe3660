#include <ntddk.h>
#include <wdf.h>

// STATUS_TIMEOUT passes NT_SUCCESS.
VOID AskedWithMacro(WDFWAITLOCK Lock, PULONG Count)
{
    LONGLONG zero = 0;
    if (NT_SUCCESS(WdfWaitLockAcquire(Lock, &zero))) {
        (*Count)++;
        WdfWaitLockRelease(Lock); // want lock-released-twice "Lock is released here, but it is not taken on every path to here"
    }
}

VOID Compared(WDFWAITLOCK Lock, PULONG Count)
{
    LONGLONG zero = 0;
    if (WdfWaitLockAcquire(Lock, &zero) == STATUS_SUCCESS) {
        (*Count)++;
        WdfWaitLockRelease(Lock); // ok lock-released-twice
    }
}

VOID WithoutTimeout(WDFWAITLOCK Lock, PULONG Count)
{
    if (NT_SUCCESS(WdfWaitLockAcquire(Lock, NULL))) {
        (*Count)++;
        WdfWaitLockRelease(Lock); // ok lock-released-twice
    }
}
