/*
 * prefix: kd-dpc
 * title: DPC
 * topic: Deferred work
 * description: Work at DISPATCH_LEVEL that was put off, queued once, with a stop after which it does not run any more
 */
/* In nonpaged memory: a device's extension. */
typedef struct _${1:SAMPLE}_DPC {
    KDPC Dpc;
    volatile LONG Runs;
} ${1:SAMPLE}_DPC, *P${1:SAMPLE}_DPC;

EXTERN_C KDEFERRED_ROUTINE ${2:Sample}Dpc;

VOID ${2:Sample}InitializeDpc(_Out_ P${1:SAMPLE}_DPC State)
{
    State->Runs = 0;
    KeInitializeDpc(&State->Dpc, ${2:Sample}Dpc, State);
}

/* At any IRQL. FALSE where it is queued already: it runs once for both. */
BOOLEAN ${2:Sample}QueueDpc(_Inout_ P${1:SAMPLE}_DPC State)
{
    return KeInsertQueueDpc(&State->Dpc, NULL, NULL);
}

/* When nobody queues it any more: before the memory is freed or the driver goes. */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${2:Sample}StopDpc(_Inout_ P${1:SAMPLE}_DPC State)
{
    (VOID)KeRemoveQueueDpc(&State->Dpc);
    KeFlushQueuedDpcs();
}

_Use_decl_annotations_
VOID ${2:Sample}Dpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    P${1:SAMPLE}_DPC state = (P${1:SAMPLE}_DPC)DeferredContext;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);

    InterlockedIncrement(&state->Runs);
    $0
}
