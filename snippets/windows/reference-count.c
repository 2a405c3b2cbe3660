/*
 * prefix: kd-reference-count
 * title: Reference count
 * topic: Locks and waiting
 * description: An object that goes with its last reference, counted without a lock
 */
#define ${1:SAMPLE}_TAG_OBJECT '${2:bObS}'

typedef struct _${1:SAMPLE}_OBJECT {
    volatile LONG References;
} ${1:SAMPLE}_OBJECT, *P${1:SAMPLE}_OBJECT;

/* With one reference, the caller's; NULL where there is no memory. */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
P${1:SAMPLE}_OBJECT ${3:Sample}Create(VOID)
{
    P${1:SAMPLE}_OBJECT object =
        (P${1:SAMPLE}_OBJECT)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*object), ${1:SAMPLE}_TAG_OBJECT);

    if (object != NULL) {
        object->References = 1;
    }
    return object;
}

/* For who has a reference already: from 0 nothing comes back. */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${3:Sample}Reference(_Inout_ P${1:SAMPLE}_OBJECT Object)
{
    LONG references = InterlockedIncrement(&Object->References);

    NT_ASSERT(references > 1);
    UNREFERENCED_PARAMETER(references);
}

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${3:Sample}Dereference(_Inout_ P${1:SAMPLE}_OBJECT Object)
{
    LONG references = InterlockedDecrement(&Object->References);

    NT_ASSERT(references >= 0);
    if (references == 0) {
        $0
        ExFreePoolWithTag(Object, ${1:SAMPLE}_TAG_OBJECT);
    }
}
