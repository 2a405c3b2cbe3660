/*
 * Linked into a driver made from the template `sqlite-windows`, and into nothing else: how much stack its calls of
 * SQLite take. sqlite-call.c is compiled with other names for three functions of the kernel, which are these. What lies
 * below a call is painted before, and looked at afterwards. Prints "stack: N bytes" for each N above all before.
 */
#include <ntddk.h>

/* More than a kernel stack has: who takes too much is to be seen, not to crash. */
#define PAINTED (96 * 1024)
#define PAINT 0xA5

static volatile LONG Deepest;
static PKSTART_ROUTINE Routine;
static ULONG_PTR PaintOfThread;

/* The lowest address of what is painted. */
static __attribute__((noinline)) ULONG_PTR Paint(VOID)
{
    volatile UCHAR area[PAINTED];
    ULONG_PTR lowest = (ULONG_PTR)area;
    ULONG index;

    for (index = PAINTED; index > 0; index--) {
        area[index - 1] = PAINT;
    }
    return lowest;
}

static VOID Look(ULONG_PTR Lowest)
{
    const volatile UCHAR *next = (const volatile UCHAR *)Lowest;
    LONG taken = PAINTED;
    LONG deepest = Deepest;

    while (taken > 0 && *next == PAINT) {
        taken--;
        next++;
    }
    while (taken > deepest) {
        LONG before = InterlockedCompareExchange(&Deepest, taken, deepest);

        if (before == deepest) {
            DbgPrint("stack: %ld bytes\n", taken);
            return;
        }
        deepest = before;
    }
}

static VOID NTAPI Thread(PVOID Context)
{
    PaintOfThread = Paint();
    Routine(Context);
}

static NTSTATUS NTAPI CreateThread(
    PHANDLE Handle,
    ULONG Access,
    POBJECT_ATTRIBUTES Attributes,
    HANDLE Process,
    PCLIENT_ID Client,
    PKSTART_ROUTINE Start,
    PVOID Context)
{
    Routine = Start;
    return PsCreateSystemThread(Handle, Access, Attributes, Process, Client, Thread, Context);
}

static NTSTATUS NTAPI EndThread(NTSTATUS Status)
{
    Look(PaintOfThread);
    return PsTerminateSystemThread(Status);
}

static NTSTATUS NTAPI CallOut(PEXPAND_STACK_CALLOUT Callout, PVOID Parameter, SIZE_T Size)
{
    ULONG_PTR lowest = Paint();
    NTSTATUS status = KeExpandKernelStackAndCallout(Callout, Parameter, Size);

    Look(lowest);
    return status;
}

NTSTATUS (NTAPI *__imp_MeasuredCreateThread)(
    PHANDLE, ULONG, POBJECT_ATTRIBUTES, HANDLE, PCLIENT_ID, PKSTART_ROUTINE, PVOID) = CreateThread;
NTSTATUS (NTAPI *__imp_MeasuredEndThread)(NTSTATUS) = EndThread;
NTSTATUS (NTAPI *__imp_MeasuredCallOut)(PEXPAND_STACK_CALLOUT, PVOID, SIZE_T) = CallOut;
