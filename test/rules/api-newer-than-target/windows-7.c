// unit: target=6.1
#include <ntddk.h>
#include <ntstrsafe.h>

typedef VOID (*PRECISE)(PLARGE_INTEGER);
static BOOLEAN g_IsWindows8OrLater;

static NTSTATUS PsGetProcessCommonJob(PEPROCESS Process)
{
    UNREFERENCED_PARAMETER(Process);
    return STATUS_SUCCESS;
}

VOID Direct(PLARGE_INTEGER Time, PWCHAR Name)
{
    KeQuerySystemTimePrecise(Time);             // want api-newer-than-target "from Windows 8 on"
    KeQuerySystemTime(Time);                    // ok api-newer-than-target
    ExAllocatePool2(POOL_FLAG_PAGED, 8, 'a7nW');    // want api-newer-than-target "Windows 10, version 2004"
    ExAllocatePoolZero(PagedPool, 8, 'a7nW');   // ok api-newer-than-target
    RtlStringCbCopyW(Name, 8, L"a");            // ok api-newer-than-target
    PsGetProcessCommonJob(NULL);                // ok api-newer-than-target
    ZwPowerInformation(PlatformInformation, NULL, 0, Time, 1);  // ok api-newer-than-target
}

VOID Guarded(PLARGE_INTEGER Time)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"KeQuerySystemTimePrecise");
    PRECISE precise = (PRECISE)MmGetSystemRoutineAddress(&name);
    if (precise != NULL) {
        KeQuerySystemTimePrecise(Time);         // ok api-newer-than-target
    }
}

VOID GuardedByFlag(PLARGE_INTEGER Time)
{
    if (g_IsWindows8OrLater) {
        KeQuerySystemTimePrecise(Time);         // ok api-newer-than-target
    } else {
        KeQuerySystemTime(Time);                // ok api-newer-than-target
    }
}

VOID Unrelated(PLARGE_INTEGER Time, BOOLEAN Ready)
{
    if (Ready) {
        KeQuerySystemTimePrecise(Time);         // want api-newer-than-target
    }
}

VOID Compiled(PLARGE_INTEGER Time)
{
#if (NTDDI_VERSION >= NTDDI_WIN8)
    KeQuerySystemTimePrecise(Time);             // ok api-newer-than-target
#else
    KeQuerySystemTime(Time);
#endif
}
