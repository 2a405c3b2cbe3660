/** Driver sources of any length for measurements: the shapes of daily work, the same text for the same length. */

/** C source of at least `lines` lines. */
export function driverText(lines: number): string {
  const parts = [head];
  let count = countLines(head);
  for (let index = 0; count < lines; index++) {
    const text = shapes[index % shapes.length]?.(index) ?? "";
    parts.push(text);
    count += countLines(text);
  }
  return parts.join("");
}

const countLines = (text: string): number => text.split("\n").length - 1;

const head = `#include <ntddk.h>
#include "device.h"

#define BENCH_TAG 'hcnB'

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, BenchUnload)
#endif

typedef struct _DEVICE_EXTENSION {
    PDEVICE_OBJECT DeviceObject;
    KSPIN_LOCK Lock;
    LIST_ENTRY Queue;
    ULONG Flags;
    PVOID Buffer;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

DRIVER_DISPATCH BenchDispatch;

`;

const shapes: readonly ((index: number) => string)[] = [
  (index) => `_IRQL_requires_max_(DISPATCH_LEVEL)
static NTSTATUS
BenchQueue${index}(
    _In_ PDEVICE_EXTENSION Extension,
    _Inout_ PIRP Irp,
    _In_opt_ PVOID Context
    )
/*++
    Queues a request and says how many wait. Not called at a raised level
    by anything but the completion routine.
--*/
{
    KIRQL oldIrql;
    ULONG count = 0;
    PLIST_ENTRY entry;

    KeAcquireSpinLock(&Extension->Lock, &oldIrql);
    for (entry = Extension->Queue.Flink; entry != &Extension->Queue; entry = entry->Flink) {
        count += 1;
    }
    if (count > ${index % 64}) {
        KeReleaseSpinLock(&Extension->Lock, oldIrql);
        return STATUS_DEVICE_BUSY;
    }
    InsertTailList(&Extension->Queue, &Irp->Tail.Overlay.ListEntry);
    IoMarkIrpPending(Irp);
    KeReleaseSpinLock(&Extension->Lock, oldIrql);

    UNREFERENCED_PARAMETER(Context);
    return STATUS_PENDING;
}

`,
  (index) => `static PVOID BenchAllocate${index}(SIZE_T Size, PDEVICE_EXTENSION Extension)
{
    PVOID memory;

    PAGED_CODE();

    memory = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size + ${index}, BENCH_TAG);
    if (memory == NULL) {
        DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "no memory for %Iu bytes\\n", Size);
        return NULL;
    }
    __try {
        ProbeForRead(Extension->Buffer, Size, sizeof(UCHAR));
        RtlCopyMemory(memory, Extension->Buffer, Size);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        ExFreePoolWithTag(memory, BENCH_TAG);
        memory = NULL;
    }
    return memory;
}

`,
  (index) => `static NTSTATUS BenchControl${index}(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PDEVICE_EXTENSION extension = (PDEVICE_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    ULONG_PTR information = 0;

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case CTL_CODE(FILE_DEVICE_UNKNOWN, 0x${(0x800 + (index % 256)).toString(16)}, METHOD_BUFFERED, FILE_ANY_ACCESS):
        if (stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(ULONG)) {
            status = STATUS_BUFFER_TOO_SMALL;
            break;
        }
        *(PULONG)Irp->AssociatedIrp.SystemBuffer = extension->Flags;
        information = sizeof(ULONG);
        break;
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }

#if DBG
    DbgPrint("control %x\\n", stack->Parameters.DeviceIoControl.IoControlCode);
#endif
    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

`,
];
