#include <ntddk.h>

// What may fail now, or counts otherwise, is for a person to decide.
ULONG Mapped(PMDL Mdl, PVOID *Memory)
{
    *Memory = MmGetSystemAddressForMdl(Mdl);        // want deprecated-api "MmGetSystemAddressForMdl"
    return KeGetCurrentProcessorNumber();           // want deprecated-api hint "KeGetCurrentProcessorNumber"
}
