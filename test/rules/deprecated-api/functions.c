#include <ntddk.h>
#include <ntstrsafe.h>

typedef char *(*COPY)(char *To, const char *From);

static NTSTATUS PsGetVersion(PULONG Major)
{
    *Major = 10;
    return STATUS_SUCCESS;
}

VOID Strings(PCHAR To, PWCHAR Wide, PCSTR From)
{
    COPY copy = strcat;                     // want deprecated-api "strcat is a banned function"
    strcpy(To, From);                       // want deprecated-api warning "strcpy is a banned function"
    sprintf(To, "%s", From);                // want deprecated-api
    wcsncpy(Wide, L"a", 1);                 // want deprecated-api
    RtlStringCbCopyA(To, 8, From);          // ok deprecated-api
    lstrlenW(Wide);                         // want user-mode-api; ok deprecated-api
    strlen(From);                           // ok deprecated-api
    copy(To, From);                         // ok deprecated-api
}

VOID Power(PDEVICE_OBJECT Lower, PIRP Irp, PMDL Mdl)
{
    ULONG major;
    PoStartNextPowerIrp(Irp);               // want deprecated-api "obsolete since Windows Vista"
    PoCallDriver(Lower, Irp);               // want deprecated-api
    MmGetSystemAddressForMdl(Mdl);          // want deprecated-api
    MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority | MdlMappingNoExecute);  // ok deprecated-api
    KeBugCheck(0xE2);                       // want deprecated-api hint "has a better successor"
    PsGetVersion(&major);                   // ok deprecated-api
    WheaLogInternalEvent(NULL);             // ok deprecated-api
    NdisMRegisterUnloadHandler(NULL, NULL); // want deprecated-api
}

VOID Pool(PVOID Memory)
{
    ExFreePool(Memory);                     // ok deprecated-api
}

#ifdef KEEP_OLD_PATH
VOID Old(PIRP Irp)
{
    PoStartNextPowerIrp(Irp);               // ok deprecated-api
}
#endif
