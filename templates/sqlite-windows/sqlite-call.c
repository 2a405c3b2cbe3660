/*
 * Where this driver calls SQLite. A query takes a third to two thirds of a kernel stack, and nobody knows how much of
 * his own a caller has left: drivers above this one have used it, too.
 */
#include "sqlite-call.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverSqliteStart)
#pragma alloc_text(PAGE, NewDriverSqliteCall)
#pragma alloc_text(PAGE, NewDriverSqliteStop)
#endif

#if SQLITE_THREADSAFE == 0

/* A thread of the driver's own has all of a stack for SQLite, and as there is one of it SQLite needs no mutexes. */

/* On the stack of the caller, who waits for Done in kernel mode: it stays in memory. */
typedef struct _NEW_DRIVER_SQLITE_CALL {
    LIST_ENTRY Link;
    PNEW_DRIVER_SQLITE_ROUTINE Routine;
    PVOID Context;

    /* The thread ends with it. */
    BOOLEAN IsLast;
    NTSTATUS Status;
    KEVENT Done;
} NEW_DRIVER_SQLITE_CALL, *PNEW_DRIVER_SQLITE_CALL;

static KSTART_ROUTINE NewDriverSqliteThread;
static VOID NewDriverCallPut(PNEW_DRIVER_SQLITE_CALLS Calls, PNEW_DRIVER_SQLITE_CALL Call);
static PNEW_DRIVER_SQLITE_CALL NewDriverCallTake(PNEW_DRIVER_SQLITE_CALLS Calls);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverSqliteThread)
#pragma alloc_text(PAGE, NewDriverCallPut)
#pragma alloc_text(PAGE, NewDriverCallTake)
#endif

_Use_decl_annotations_
NTSTATUS NewDriverSqliteStart(PNEW_DRIVER_SQLITE_CALLS Calls)
{
    OBJECT_ATTRIBUTES attributes;
    HANDLE thread;
    NTSTATUS status;

    PAGED_CODE();

    KeInitializeSemaphore(&Calls->Waiting, 0, MAXLONG);
    ExInitializeFastMutex(&Calls->Lock);
    InitializeListHead(&Calls->List);

    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    status = PsCreateSystemThread(&thread, SYNCHRONIZE, &attributes, NULL, NULL, NewDriverSqliteThread, Calls);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    /* The object outlives the thread, so that its end can be waited for. A new handle is always good for it. */
    status = ObReferenceObjectByHandle(thread, SYNCHRONIZE, *PsThreadType, KernelMode, &Calls->Thread, NULL);
    NT_ASSERT(NT_SUCCESS(status));
    ZwClose(thread);
    return status;
}

_Use_decl_annotations_
NTSTATUS NewDriverSqliteCall(PNEW_DRIVER_SQLITE_CALLS Calls, PNEW_DRIVER_SQLITE_ROUTINE Routine, PVOID Context)
{
    NEW_DRIVER_SQLITE_CALL call;

    PAGED_CODE();

    call.Routine = Routine;
    call.Context = Context;
    call.IsLast = FALSE;
    KeInitializeEvent(&call.Done, NotificationEvent, FALSE);
    NewDriverCallPut(Calls, &call);
    (VOID)KeWaitForSingleObject(&call.Done, Executive, KernelMode, FALSE, NULL);
    return call.Status;
}

_Use_decl_annotations_
VOID NewDriverSqliteStop(PNEW_DRIVER_SQLITE_CALLS Calls, PNEW_DRIVER_SQLITE_ROUTINE Routine, PVOID Context)
{
    NEW_DRIVER_SQLITE_CALL call;

    PAGED_CODE();

    call.Routine = Routine;
    call.Context = Context;
    call.IsLast = TRUE;
    NewDriverCallPut(Calls, &call);

    /* Until the thread has left the driver's code, and not only its loop. */
    (VOID)KeWaitForSingleObject(Calls->Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Calls->Thread);
}

_Use_decl_annotations_
static VOID NewDriverSqliteThread(PVOID StartContext)
{
    PNEW_DRIVER_SQLITE_CALLS calls = (PNEW_DRIVER_SQLITE_CALLS)StartContext;
    PNEW_DRIVER_SQLITE_CALL call;

    PAGED_CODE();

    for (;;) {
        (VOID)KeWaitForSingleObject(&calls->Waiting, Executive, KernelMode, FALSE, NULL);
        call = NewDriverCallTake(calls);
        call->Status = call->Routine(call->Context);
        if (call->IsLast) {
            break;
        }

        /* With this the call is gone: its caller returns. */
        KeSetEvent(&call->Done, IO_NO_INCREMENT, FALSE);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID NewDriverCallPut(PNEW_DRIVER_SQLITE_CALLS Calls, PNEW_DRIVER_SQLITE_CALL Call)
{
    PAGED_CODE();

    ExAcquireFastMutex(&Calls->Lock);
    InsertTailList(&Calls->List, &Call->Link);
    ExReleaseFastMutex(&Calls->Lock);
    KeReleaseSemaphore(&Calls->Waiting, IO_NO_INCREMENT, 1, FALSE);
}

static PNEW_DRIVER_SQLITE_CALL NewDriverCallTake(PNEW_DRIVER_SQLITE_CALLS Calls)
{
    PLIST_ENTRY first;

    PAGED_CODE();

    ExAcquireFastMutex(&Calls->Lock);
    first = RemoveHeadList(&Calls->List);
    ExReleaseFastMutex(&Calls->Lock);
    return CONTAINING_RECORD(first, NEW_DRIVER_SQLITE_CALL, Link);
}

#else

/* Callers run SQLite on their own threads and take turns at its mutexes. Whose stack is short gets a larger one. */

/* What is sure to be there for a routine, in bytes: more than a query takes at all limits of sqlite-options.h. */
#define NEW_DRIVER_SQLITE_STACK (20 * 1024)

typedef struct _NEW_DRIVER_SQLITE_CALL {
    PNEW_DRIVER_SQLITE_ROUTINE Routine;
    PVOID Context;
    NTSTATUS Status;
} NEW_DRIVER_SQLITE_CALL, *PNEW_DRIVER_SQLITE_CALL;

static EXPAND_STACK_CALLOUT NewDriverCallOut;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverCallOut)
#endif

_Use_decl_annotations_
NTSTATUS NewDriverSqliteStart(PNEW_DRIVER_SQLITE_CALLS Calls)
{
    PAGED_CODE();

    Calls->Count = 0;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NewDriverSqliteCall(PNEW_DRIVER_SQLITE_CALLS Calls, PNEW_DRIVER_SQLITE_ROUTINE Routine, PVOID Context)
{
    NEW_DRIVER_SQLITE_CALL call;
    NTSTATUS status;

    PAGED_CODE();

    InterlockedIncrement64(&Calls->Count);
    call.Routine = Routine;
    call.Context = Context;
    status = KeExpandKernelStackAndCallout(NewDriverCallOut, &call, NEW_DRIVER_SQLITE_STACK);
    return NT_SUCCESS(status) ? call.Status : status;
}

_Use_decl_annotations_
VOID NewDriverSqliteStop(PNEW_DRIVER_SQLITE_CALLS Calls, PNEW_DRIVER_SQLITE_ROUTINE Routine, PVOID Context)
{
    UNREFERENCED_PARAMETER(Calls);
    PAGED_CODE();

    /* The system calls a driver's entry and unload on a stack that is nearly empty, and SQLite ends on 4 KB of it. */
    (VOID)Routine(Context);
}

_Use_decl_annotations_
static VOID NewDriverCallOut(PVOID Parameter)
{
    PNEW_DRIVER_SQLITE_CALL call = (PNEW_DRIVER_SQLITE_CALL)Parameter;

    PAGED_CODE();

    /* NewDriverSqliteCall hands it over; callouts of others may have none. */
    _Analysis_assume_(call != NULL);
    call->Status = call->Routine(call->Context);
}

#endif
