// unit: target=6.0
#include <ntddk.h>

/* What would take their place is not in Windows Vista. */
VOID Processors(PKDPC Dpc, PHYSICAL_ADDRESS Address)
{
    KeSetTargetProcessorDpc(Dpc, 1);            // ok deprecated-api
    KeGetCurrentProcessorNumber();              // ok deprecated-api
    MmMapIoSpace(Address, 8, MmNonCached);      // ok deprecated-api; want pool-executable
    PoCallDriver(NULL, NULL);                   // want deprecated-api
}
