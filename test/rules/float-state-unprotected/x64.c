/* Nobody builds it for x86. */
#include <ntddk.h>

DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT Driver)
{
    double load = Driver->DriverSize;                // ok float-state-unprotected

    DbgPrint("%u\n", (ULONG)(load * 0.5));
}
