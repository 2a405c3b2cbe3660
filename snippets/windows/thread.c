/*
 * prefix: kd-thread
 * title: System thread
 * topic: Deferred work
 * description: A thread that works until it is told to stop, and a stop that waits until it has ended
 */
/* In nonpaged memory: the event is one that is waited for. */
typedef struct _${1:SAMPLE}_THREAD {
    KEVENT Stop;
    PVOID Object;
} ${1:SAMPLE}_THREAD, *P${1:SAMPLE}_THREAD;

EXTERN_C KSTART_ROUTINE ${2:Sample}Thread;

_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${2:Sample}StartThread(_Out_ P${1:SAMPLE}_THREAD Thread)
{
    OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;
    HANDLE handle;

    KeInitializeEvent(&Thread->Stop, NotificationEvent, FALSE);
    Thread->Object = NULL;

    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, &attributes, NULL, NULL, ${2:Sample}Thread, Thread);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    /* Of a handle that was just made it does not fail. The object is what can be waited for; the handle has served. */
    status = ObReferenceObjectByHandle(handle, SYNCHRONIZE, *PsThreadType, KernelMode, &Thread->Object, NULL);
    NT_ASSERT(NT_SUCCESS(status));
    (VOID)ZwClose(handle);
    return status;
}

/* Before the driver goes: the thread runs its code. */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${2:Sample}StopThread(_Inout_ P${1:SAMPLE}_THREAD Thread)
{
    (VOID)KeSetEvent(&Thread->Stop, IO_NO_INCREMENT, FALSE);
    (VOID)KeWaitForSingleObject(Thread->Object, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Thread->Object);
    Thread->Object = NULL;
}

_Use_decl_annotations_
VOID ${2:Sample}Thread(PVOID StartContext)
{
    P${1:SAMPLE}_THREAD thread = (P${1:SAMPLE}_THREAD)StartContext;
    LARGE_INTEGER interval;

    /* Milliseconds; negative is relative. */
    interval.QuadPart = -10000LL * ${3:1000};
    while (KeWaitForSingleObject(&thread->Stop, Executive, KernelMode, FALSE, &interval) == STATUS_TIMEOUT) {
        $0
    }
    (VOID)PsTerminateSystemThread(STATUS_SUCCESS);
}
