/*
 * prefix: kd-list-sequenced
 * title: Lock-free list
 * topic: Lists and tables
 * description: A stack of items that processors share without a lock, with InterlockedPushEntrySList
 */
/* From nonpaged pool, which has the alignment that entries and their head want. */
typedef struct _${1:SAMPLE}_NODE {
    SLIST_ENTRY Link;
    ULONG Value;
} ${1:SAMPLE}_NODE, *P${1:SAMPLE}_NODE;

VOID ${2:Sample}InitializeStack(_Out_ PSLIST_HEADER Head)
{
    InitializeSListHead(Head);
}

VOID ${2:Sample}Push(_Inout_ PSLIST_HEADER Head, _Inout_ P${1:SAMPLE}_NODE Node)
{
    (VOID)InterlockedPushEntrySList(Head, &Node->Link);
}

/* What was pushed last; NULL where there is none. */
_Must_inspect_result_
P${1:SAMPLE}_NODE ${2:Sample}Pop(_Inout_ PSLIST_HEADER Head)
{
    PSLIST_ENTRY entry = InterlockedPopEntrySList(Head);

    return entry == NULL ? NULL : CONTAINING_RECORD(entry, ${1:SAMPLE}_NODE, Link);
}
