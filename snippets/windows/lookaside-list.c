/*
 * prefix: kd-lookaside-list
 * title: Lookaside list
 * topic: Memory
 * description: Blocks of one size that are given out again and again, paged or not; Windows Vista and later
 */
typedef struct _${1:SAMPLE}_PACKET {
    ULONG Length;
    UCHAR Data[${2:256}];
} ${1:SAMPLE}_PACKET, *P${1:SAMPLE}_PACKET;

/* The list itself is in nonpaged memory, 16-byte aligned: a device's extension or a variable. */
_Must_inspect_result_
_IRQL_requires_max_(${3|DISPATCH_LEVEL,APC_LEVEL|})
NTSTATUS ${4:Sample}InitializePackets(_Out_ PLOOKASIDE_LIST_EX List)
{
    return ExInitializeLookasideListEx(
        List, NULL, NULL, ${5|NonPagedPoolNx,PagedPool|}, 0, sizeof(${1:SAMPLE}_PACKET), '${6:kPmS}', 0);
}

/* Holds what somebody else left in it; NULL where there is no memory. */
_Must_inspect_result_
_IRQL_requires_max_(${3|DISPATCH_LEVEL,APC_LEVEL|})
P${1:SAMPLE}_PACKET ${4:Sample}TakePacket(_Inout_ PLOOKASIDE_LIST_EX List)
{
    return (P${1:SAMPLE}_PACKET)ExAllocateFromLookasideListEx(List);
}

_IRQL_requires_max_(${3|DISPATCH_LEVEL,APC_LEVEL|})
VOID ${4:Sample}ReturnPacket(_Inout_ PLOOKASIDE_LIST_EX List, _In_ P${1:SAMPLE}_PACKET Packet)
{
    ExFreeToLookasideListEx(List, Packet);
}

/* When all packets have been returned; before the memory that the list is in goes. */
_IRQL_requires_max_(${3|DISPATCH_LEVEL,APC_LEVEL|})
VOID ${4:Sample}DeletePackets(_Inout_ PLOOKASIDE_LIST_EX List)
{
    ExDeleteLookasideListEx(List);
}
