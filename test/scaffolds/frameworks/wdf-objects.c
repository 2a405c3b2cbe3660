/*
 * As much of the framework's objects as a driver from the template `kmdf` uses, so that the driver runs in Wine, which has no
 * framework: references, parents, contexts, memory and spin locks of shim/wdf.h. The functions do what the reference says of
 * them, and print what a driver must not do: lines that begin with "wdf wrong:".
 */
#include "wdf-objects.h"

#define TAG 'tfdW'

LONG LocksHeld;

OBJECT *As(KIND Kind, PVOID Handle)
{
    OBJECT *object = (OBJECT *)Handle;

    if (object == NULL || object->Kind != Kind) {
        WRONG("a handle is none of kind %x\n", Kind);
    }
    return object;
}

VOID NTAPI WdfObjectReference(WDFOBJECT Handle)
{
    if (InterlockedIncrement(&((OBJECT *)Handle)->References) < 2) {
        WRONG("an object is referenced that is gone\n");
    }
}

VOID NTAPI WdfObjectDereference(WDFOBJECT Handle)
{
    OBJECT *object = (OBJECT *)Handle;

    if (InterlockedDecrement(&object->References) > 0) {
        return;
    }
    if (!object->Deleted) {
        WRONG("an object is dereferenced once too often\n");
    }
    if (object->Attributes.EvtDestroyCallback != NULL) {
        object->Attributes.EvtDestroyCallback(object);
    }
    if (object->Buffer != NULL) {
        ExFreePool(object->Buffer);
    }
    if (object->Context != NULL) {
        ExFreePoolWithTag(object->Context, TAG);
    }
    ExFreePoolWithTag(object, TAG);
}

/* Children go first. */
VOID NTAPI WdfObjectDelete(WDFOBJECT Handle)
{
    OBJECT *object = (OBJECT *)Handle;

    if (object->Deleted) {
        WRONG("an object is deleted twice\n");
        return;
    }
    while (!IsListEmpty(&object->Children)) {
        WdfObjectDelete(CONTAINING_RECORD(object->Children.Flink, OBJECT, Sibling));
    }
    RemoveEntryList(&object->Sibling);
    object->Deleted = TRUE;
    if (object->Attributes.EvtCleanupCallback != NULL) {
        object->Attributes.EvtCleanupCallback(object);
    }
    WdfObjectDereference(object);
}

NTSTATUS Create(KIND Kind, PWDF_OBJECT_ATTRIBUTES Attributes, OBJECT *Parent, OBJECT **Created)
{
    OBJECT *object = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(OBJECT), TAG);

    *Created = NULL;
    if (object == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    object->Kind = Kind;
    object->References = 1;
    InitializeListHead(&object->Children);
    InitializeListHead(&object->Sibling);
    if (Attributes != NULL) {
        if (Attributes->Size != sizeof(*Attributes)) {
            WRONG("attributes are not initialised\n");
        }
        object->Attributes = *Attributes;
        if (Attributes->ContextTypeInfo != NULL) {
            object->Context = ExAllocatePool2(POOL_FLAG_NON_PAGED, Attributes->ContextTypeInfo->ContextSize, TAG);
            if (object->Context == NULL) {
                ExFreePoolWithTag(object, TAG);
                return STATUS_INSUFFICIENT_RESOURCES;
            }
        }
        if (Attributes->ParentObject != NULL) {
            Parent = (OBJECT *)Attributes->ParentObject;
        }
    }
    object->Parent = Parent;
    if (Parent != NULL) {
        InsertHeadList(&Parent->Children, &object->Sibling);
    }
    *Created = object;
    return STATUS_SUCCESS;
}

PVOID NTAPI WdfObjectGetTypedContextWorker(WDFOBJECT Handle, PCWDF_OBJECT_CONTEXT_TYPE_INFO TypeInfo)
{
    OBJECT *object = (OBJECT *)Handle;

    if (object->Attributes.ContextTypeInfo != TypeInfo) {
        WRONG("an object has no context of this type\n");
    }
    return object->Context;
}

NTSTATUS NTAPI WdfMemoryCreate(
    PWDF_OBJECT_ATTRIBUTES Attributes, POOL_TYPE PoolType, ULONG PoolTag, size_t BufferSize, WDFMEMORY *Created, PVOID *Buffer)
{
    OBJECT *memory;
    NTSTATUS status;

    if (BufferSize == 0 || PoolTag == 0) {
        return STATUS_INVALID_PARAMETER;
    }
    status = Create(KindMemory, Attributes, DriverHandle, &memory);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    memory->Buffer = ExAllocatePoolWithTag(PoolType, BufferSize, PoolTag);
    memory->BufferSize = BufferSize;
    if (memory->Buffer == NULL) {
        WdfObjectDelete(memory);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    *Created = (WDFMEMORY)memory;
    if (Buffer != NULL) {
        *Buffer = memory->Buffer;
    }
    return STATUS_SUCCESS;
}

PVOID NTAPI WdfMemoryGetBuffer(WDFMEMORY Handle, size_t *BufferSize)
{
    OBJECT *memory = As(KindMemory, Handle);

    if (BufferSize != NULL) {
        *BufferSize = memory->BufferSize;
    }
    return memory->Buffer;
}

NTSTATUS NTAPI WdfSpinLockCreate(PWDF_OBJECT_ATTRIBUTES Attributes, WDFSPINLOCK *Created)
{
    OBJECT *lock;
    NTSTATUS status = Create(KindSpinLock, Attributes, DriverHandle, &lock);

    *Created = (WDFSPINLOCK)lock;
    return status;
}

/* Wine calls a driver in one thread: a lock that is held is held by who asks for it. */
VOID NTAPI WdfSpinLockAcquire(WDFSPINLOCK Handle)
{
    OBJECT *lock = As(KindSpinLock, Handle);

    if (lock->Held) {
        WRONG("a lock is acquired twice\n");
    }
    lock->Held = TRUE;
    LocksHeld++;
}

VOID NTAPI WdfSpinLockRelease(WDFSPINLOCK Handle)
{
    OBJECT *lock = As(KindSpinLock, Handle);

    if (!lock->Held) {
        WRONG("a lock is released that is not held\n");
    }
    lock->Held = FALSE;
    LocksHeld--;
}
