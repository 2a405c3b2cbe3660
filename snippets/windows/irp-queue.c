/*
 * prefix: kd-irp-queue
 * title: Cancel-safe queue
 * topic: Requests
 * description: Requests that wait, with the routines of IoCsqInitialize; a program that ends takes its own out
 */
/* In nonpaged memory: a device's extension. */
typedef struct _${1:SAMPLE}_QUEUE {
    IO_CSQ Csq;
    KSPIN_LOCK Lock;
    LIST_ENTRY Irps;
} ${1:SAMPLE}_QUEUE, *P${1:SAMPLE}_QUEUE;

EXTERN_C IO_CSQ_INSERT_IRP ${2:Sample}QueueInsert;
EXTERN_C IO_CSQ_REMOVE_IRP ${2:Sample}QueueRemove;
EXTERN_C IO_CSQ_PEEK_NEXT_IRP ${2:Sample}QueuePeekNext;
EXTERN_C IO_CSQ_ACQUIRE_LOCK ${2:Sample}QueueAcquireLock;
EXTERN_C IO_CSQ_RELEASE_LOCK ${2:Sample}QueueReleaseLock;
EXTERN_C IO_CSQ_COMPLETE_CANCELED_IRP ${2:Sample}QueueCompleteCanceled;

NTSTATUS ${2:Sample}QueueInitialize(_Out_ P${1:SAMPLE}_QUEUE Queue)
{
    KeInitializeSpinLock(&Queue->Lock);
    InitializeListHead(&Queue->Irps);
    return IoCsqInitialize(
        &Queue->Csq,
        ${2:Sample}QueueInsert,
        ${2:Sample}QueueRemove,
        ${2:Sample}QueuePeekNext,
        ${2:Sample}QueueAcquireLock,
        ${2:Sample}QueueReleaseLock,
        ${2:Sample}QueueCompleteCanceled);
}

/* In a dispatch routine, which returns what this does: the request is marked pending, and may be gone already. */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ${2:Sample}Enqueue(_Inout_ P${1:SAMPLE}_QUEUE Queue, _Inout_ PIRP Irp)
{
    IoCsqInsertIrp(&Queue->Csq, Irp, NULL);
    return STATUS_PENDING;
}

/* The request that waits longest, which cannot be cancelled any more: it is the caller's to complete. */
_IRQL_requires_max_(DISPATCH_LEVEL)
PIRP ${2:Sample}Dequeue(_Inout_ P${1:SAMPLE}_QUEUE Queue)
{
    return IoCsqRemoveNextIrp(&Queue->Csq, NULL);
}

/* For IRP_MJ_CLEANUP, before it is completed. */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${2:Sample}QueueCleanup(_Inout_ P${1:SAMPLE}_QUEUE Queue, _In_ PFILE_OBJECT FileObject)
{
    PIRP irp;

    while ((irp = IoCsqRemoveNextIrp(&Queue->Csq, FileObject)) != NULL) {
        ${2:Sample}QueueCompleteCanceled(&Queue->Csq, irp);
    }
}

/* Of the routines below, the first three are called with the lock held. */
_Use_decl_annotations_
VOID ${2:Sample}QueueInsert(PIO_CSQ Csq, PIRP Irp)
{
    P${1:SAMPLE}_QUEUE queue = CONTAINING_RECORD(Csq, ${1:SAMPLE}_QUEUE, Csq);

    InsertTailList(&queue->Irps, &Irp->Tail.Overlay.ListEntry);
}

_Use_decl_annotations_
VOID ${2:Sample}QueueRemove(PIO_CSQ Csq, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Csq);
    RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
}

/* PeekContext is what IoCsqRemoveNextIrp was given: a file object, or NULL for requests of all of them. */
_Use_decl_annotations_
PIRP ${2:Sample}QueuePeekNext(PIO_CSQ Csq, PIRP Irp, PVOID PeekContext)
{
    P${1:SAMPLE}_QUEUE queue = CONTAINING_RECORD(Csq, ${1:SAMPLE}_QUEUE, Csq);
    PLIST_ENTRY entry = Irp == NULL ? queue->Irps.Flink : Irp->Tail.Overlay.ListEntry.Flink;

    for (; entry != &queue->Irps; entry = entry->Flink) {
        PIRP next = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);

        if (PeekContext == NULL || IoGetCurrentIrpStackLocation(next)->FileObject == (PFILE_OBJECT)PeekContext) {
            return next;
        }
    }
    return NULL;
}

_Use_decl_annotations_
VOID ${2:Sample}QueueAcquireLock(PIO_CSQ Csq, PKIRQL Irql)
{
    KeAcquireSpinLock(&CONTAINING_RECORD(Csq, ${1:SAMPLE}_QUEUE, Csq)->Lock, Irql);
}

_Use_decl_annotations_
VOID ${2:Sample}QueueReleaseLock(PIO_CSQ Csq, KIRQL Irql)
{
    KeReleaseSpinLock(&CONTAINING_RECORD(Csq, ${1:SAMPLE}_QUEUE, Csq)->Lock, Irql);
}

_Use_decl_annotations_
VOID ${2:Sample}QueueCompleteCanceled(PIO_CSQ Csq, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Csq);
    Irp->IoStatus.Status = STATUS_CANCELLED;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}
