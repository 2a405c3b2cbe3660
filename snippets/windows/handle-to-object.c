/*
 * prefix: kd-handle-to-object
 * title: Object of a program's handle
 * topic: Handles, registry and files
 * description: Takes an event that a program hands over: the handle is checked once, and the object kept
 */
/* In the program's own thread; with the request's RequestorMode, so that drivers can send handles, too. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}TakeEvent(_In_ HANDLE Handle, _In_ KPROCESSOR_MODE RequestorMode, _Outptr_ PKEVENT *Event)
{
    PVOID object;
    NTSTATUS status;

    *Event = NULL;
    status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, *ExEventObjectType, RequestorMode, &object, NULL);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    /* The program may close its handle: the object stays until it is given back. */
    *Event = (PKEVENT)object;
    return STATUS_SUCCESS;
}

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${1:Sample}ReturnEvent(_In_ PKEVENT Event)
{
    ObDereferenceObject(Event);
}
