/*
 * prefix: kd-list-remove
 * title: Remove from a list while walking it
 * topic: Lists and tables
 * description: The next entry is known before this one goes
 * needs: extension, item-id
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${1:Sample}Remove(_Inout_ PLIST_ENTRY Head, _In_ ULONG Id)
{
    PLIST_ENTRY entry;
    PLIST_ENTRY next;

    for (entry = Head->Flink; entry != Head; entry = next) {
        P${2:SAMPLE_ITEM} item = CONTAINING_RECORD(entry, ${2:SAMPLE_ITEM}, ${3:Link});

        next = entry->Flink;
        if (item->Id == Id) {
            RemoveEntryList(entry);
            ExFreePoolWithTag(item, ${4:SAMPLE_TAG_ITEM});
        }
    }
}
