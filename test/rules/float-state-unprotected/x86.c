// unit: processor=x86
#include <ntddk.h>

DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT Driver)
{
    double load = Driver->DriverSize;                // want float-state-unprotected "computed in floating point without the state having been saved"

    DbgPrint("%u\n", (ULONG)(load * 0.5));
}

/* What a caller may protect is the caller's matter. */
static ULONG HalfOf(ULONG Value)
{
    double half = Value;                             // ok float-state-unprotected

    return (ULONG)(half / 2);
}

static double Ratio(ULONG Part, ULONG Whole)
{
    return (double)Part / Whole;                     // ok float-state-unprotected
}

IO_WORKITEM_ROUTINE Work;

VOID Work(PDEVICE_OBJECT Device, PVOID Context)
{
    ULONG percent = (ULONG)(100 * Ratio(1, Device->StackSize)); // want float-state-unprotected "Ratio(1, Device->StackSize)"

    *(PULONG)Context = percent + HalfOf(percent);
}

DRIVER_DISPATCH Read;

NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
{
    KFLOATING_SAVE state;
    NTSTATUS status = KeSaveFloatingPointState(&state);
    double ratio;

    UNREFERENCED_PARAMETER(Irp);
    if (NT_SUCCESS(status))
    {
        ratio = Device->StackSize;                   // ok float-state-unprotected
        DbgPrint("%u\n", (ULONG)ratio);              // ok float-state-unprotected
        KeRestoreFloatingPointState(&state);
    }
    return status;
}

/* It saves, and computes too early. */
VOID ComputeBefore(PULONG Value)
{
    KFLOATING_SAVE state;
    double half;

    half = *Value;                                   // want float-state-unprotected "half = *Value"
    if (NT_SUCCESS(KeSaveFloatingPointState(&state)))
    {
        *Value = (ULONG)(half / 2);
        KeRestoreFloatingPointState(&state);
    }
}

/* The compiler computes it. */
DRIVER_DISPATCH Write;

NTSTATUS Write(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    Irp->IoStatus.Information = (ULONG)(0.5 * 100);  // ok float-state-unprotected
    return (NTSTATUS)sizeof(double);
}
