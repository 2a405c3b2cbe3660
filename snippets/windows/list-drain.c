/*
 * prefix: kd-list-drain
 * title: Take a whole list out of its lock
 * topic: Lists and tables
 * description: Moves all entries to a list of its own under the spin lock, and works on them without it
 * needs: extension, item-id
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${1:Sample}Drain(_Inout_ PLIST_ENTRY Head, _Inout_ PKSPIN_LOCK Lock)
{
    LIST_ENTRY taken;
    KIRQL oldIrql;

    InitializeListHead(&taken);
    KeAcquireSpinLock(Lock, &oldIrql);
    if (!IsListEmpty(Head)) {
        /* The new head takes the old one's place. */
        PLIST_ENTRY first = Head->Flink;

        RemoveEntryList(Head);
        InitializeListHead(Head);
        AppendTailList(&taken, first);
    }
    KeReleaseSpinLock(Lock, oldIrql);

    while (!IsListEmpty(&taken)) {
        P${2:SAMPLE_ITEM} item = CONTAINING_RECORD(RemoveHeadList(&taken), ${2:SAMPLE_ITEM}, ${3:Link});

        $0
        ExFreePoolWithTag(item, ${4:SAMPLE_TAG_ITEM});
    }
}
