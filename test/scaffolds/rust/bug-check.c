/*
 * Linked into a driver that panics, whose own entry is called PanickingEntry: KeBugCheckEx says what a dump of a panic in Rust
 * would hold, and the load of the driver fails instead of the machine.
 */
/* The header's is imported. */
#define KeBugCheckEx KeBugCheckExOfKernel
#include <ntddk.h>
#undef KeBugCheckEx

DRIVER_INITIALIZE DriverEntry;
DRIVER_INITIALIZE PanickingEntry;
VOID NTAPI KeBugCheckEx(ULONG Code, ULONG_PTR Message, ULONG_PTR Line, ULONG_PTR File, ULONG_PTR Length);

static PVOID Back[5];

VOID NTAPI KeBugCheckEx(ULONG Code, ULONG_PTR Message, ULONG_PTR Line, ULONG_PTR File, ULONG_PTR Length)
{
    DbgPrint("bug check %08lx: %s, line %lu of %.*s\n", Code, (PCSTR)Message, (ULONG)Line, (int)Length, (PCSTR)File);
    __builtin_longjmp(Back, 1);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    if (__builtin_setjmp(Back) != 0) {
        return STATUS_UNSUCCESSFUL;
    }
    return PanickingEntry(DriverObject, RegistryPath);
}
