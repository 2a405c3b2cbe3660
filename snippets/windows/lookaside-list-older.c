/*
 * prefix: kd-lookaside-list-older
 * title: Lookaside list of Windows XP
 * topic: Memory
 * description: NPAGED_LOOKASIDE_LIST, which every Windows has; its blocks are not executable
 */
/* In nonpaged memory, 16-byte aligned. */
static NPAGED_LOOKASIDE_LIST ${1:Sample}Packets;

/* Windows 7 wants 0 instead of POOL_NX_ALLOCATION: for it see POOL_NX_OPTIN in kd-pool-older. */
VOID ${1:Sample}InitializePackets(VOID)
{
    ExInitializeNPagedLookasideList(&${1:Sample}Packets, NULL, NULL, POOL_NX_ALLOCATION, ${2:256}, '${3:kPmS}', 0);
}

_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
PVOID ${1:Sample}TakePacket(VOID)
{
    return ExAllocateFromNPagedLookasideList(&${1:Sample}Packets);
}

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${1:Sample}ReturnPacket(_In_ PVOID Packet)
{
    ExFreeToNPagedLookasideList(&${1:Sample}Packets, Packet);
}

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${1:Sample}DeletePackets(VOID)
{
    ExDeleteNPagedLookasideList(&${1:Sample}Packets);
}
