/*
 * prefix: kd-resource-initialize
 * title: Resource: set up and delete
 * topic: Locks and waiting
 * description: An ERESOURCE has to be deleted before its memory is freed
 */
/* In nonpaged memory: a device's extension. */
typedef struct _${1:SAMPLE}_TABLE {
    ERESOURCE Resource;
    /* Changed by who has the resource exclusive, read by who has it shared. */
    ULONG Count;
} ${1:SAMPLE}_TABLE, *P${1:SAMPLE}_TABLE;

_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS ${2:Sample}InitializeTable(_Out_ P${1:SAMPLE}_TABLE Table)
{
    Table->Count = 0;
    return ExInitializeResourceLite(&Table->Resource);
}

/* The system has it in a list: freed memory in there stops the machine later. */
_IRQL_requires_max_(APC_LEVEL)
VOID ${2:Sample}DeleteTable(_Inout_ P${1:SAMPLE}_TABLE Table)
{
    (VOID)ExDeleteResourceLite(&Table->Resource);
}
