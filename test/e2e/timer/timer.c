#include "timer.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD TimerUnload;
KDEFERRED_ROUTINE TimerDpc;

VOID TimerDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    TimerCount(Context);
}

VOID TimerUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeCancelTimer(&TimerExtension->Timer);
    KeFlushQueuedDpcs();
    TimerReset(TimerExtension);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->DriverUnload = TimerUnload;
    KeInitializeDpc(&TimerExtension->Dpc, TimerDpc, TimerExtension);
    TimerReset(TimerExtension);
    return STATUS_SUCCESS;
}
