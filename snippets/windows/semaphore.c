/*
 * prefix: kd-semaphore
 * title: Semaphore
 * topic: Locks and waiting
 * description: Counts what is there to take: who puts something in releases it, who takes waits
 */
/* In nonpaged memory. */
typedef struct _${1:SAMPLE}_SLOTS {
    KSEMAPHORE Free;
} ${1:SAMPLE}_SLOTS, *P${1:SAMPLE}_SLOTS;

VOID ${2:Sample}InitializeSlots(_Out_ P${1:SAMPLE}_SLOTS Slots)
{
    KeInitializeSemaphore(&Slots->Free, ${3:8}, ${3:8});
}

_IRQL_requires_max_(APC_LEVEL)
VOID ${2:Sample}TakeSlot(_Inout_ P${1:SAMPLE}_SLOTS Slots)
{
    (VOID)KeWaitForSingleObject(&Slots->Free, Executive, KernelMode, FALSE, NULL);
}

/* Once for each that was taken: above the limit it raises STATUS_SEMAPHORE_LIMIT_EXCEEDED. */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${2:Sample}ReturnSlot(_Inout_ P${1:SAMPLE}_SLOTS Slots)
{
    (VOID)KeReleaseSemaphore(&Slots->Free, IO_NO_INCREMENT, 1, FALSE);
}
