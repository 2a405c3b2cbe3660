#include <ntddk.h>

typedef ULONG (*PROCESSOR_NUMBER)(PPROCESSOR_NUMBER Number);

static BOOLEAN g_RunsOnVistaOrLater;

/* The old function is for the systems that have no other. */
ULONG CurrentProcessor(VOID)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"KeGetCurrentProcessorNumberEx");
    PROCESSOR_NUMBER current = (PROCESSOR_NUMBER)MmGetSystemRoutineAddress(&name);
    if (current != NULL) {
        return current(NULL);
    }
    return KeGetCurrentProcessorNumber();   // ok deprecated-api
}

NTSTATUS SendPower(PDEVICE_OBJECT Lower, PIRP Irp, BOOLEAN Last, PCHAR To, PCSTR From)
{
    if (!g_RunsOnVistaOrLater) {
        PoStartNextPowerIrp(Irp);           // ok deprecated-api
        strcpy(To, From);                   // want deprecated-api "strcpy is a banned function"
    }
    if (Last) {
        return PoCallDriver(Lower, Irp);    // want deprecated-api
    }
#if (NTDDI_VERSION < NTDDI_VISTA)
    PoStartNextPowerIrp(Irp);               // ok deprecated-api
#endif
    return IoCallDriver(Lower, Irp);
}

/* What asks for the version guards nothing. */
VOID Versions(VOID)
{
    if (RtlIsNtDdiVersionAvailable(NTDDI_WIN7)) {   // want deprecated-api
        DbgPrint("Windows 7\n");
    }
}

/* Enough where no AVX is used. */
NTSTATUS Sine(PKFLOATING_SAVE Save)
{
    return KeSaveFloatingPointState(Save);  // ok deprecated-api
}
