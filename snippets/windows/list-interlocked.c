/*
 * prefix: kd-list-interlocked
 * title: Interlocked list
 * topic: Lists and tables
 * description: Puts in at the tail and takes out at the head, at any IRQL, under a spin lock that is used for nothing
 *     else
 * needs: extension
 */
/* The entries are in nonpaged memory. Nothing but the interlocked routines may touch this list. */
VOID ${1:Sample}Put(_Inout_ PLIST_ENTRY Head, _Inout_ PKSPIN_LOCK Lock, _Inout_ P${2:SAMPLE_ITEM} Item)
{
    (VOID)ExInterlockedInsertTailList(Head, &Item->${3:Link}, Lock);
}

/* NULL where the list is empty. */
_Must_inspect_result_
P${2:SAMPLE_ITEM} ${1:Sample}Take(_Inout_ PLIST_ENTRY Head, _Inout_ PKSPIN_LOCK Lock)
{
    PLIST_ENTRY entry = ExInterlockedRemoveHeadList(Head, Lock);

    return entry == NULL ? NULL : CONTAINING_RECORD(entry, ${2:SAMPLE_ITEM}, ${3:Link});
}
