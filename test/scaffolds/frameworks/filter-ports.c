/* Ports, messages, locks and threads of what stands for the filter manager; see filter-manager.c. */
#include "filter-manager.h"

struct _FLT_PORT {
    PFLT_CONNECT_NOTIFY Connect;
    PFLT_DISCONNECT_NOTIFY Disconnect;
    PFLT_MESSAGE_NOTIFY Message;
};

static PFLT_PORT ServerPort;
/* What a connection is to the driver: any address that is not NULL. */
static PFLT_PORT Connection;
static PVOID ConnectionCookie;
/* Connections outlive the port: what they call does, too. */
static PFLT_DISCONNECT_NOTIFY DisconnectNotify;

volatile LONG SendMode;
volatile LONG Sending;
volatile LONG Threads;

/* Ports. */

NTSTATUS NTAPI FltBuildDefaultSecurityDescriptor(PSECURITY_DESCRIPTOR *Descriptor, ACCESS_MASK Access)
{
    if (Access != FLT_PORT_ALL_ACCESS) {
        WRONG("the port's access %lx\n", Access);
    }
    *Descriptor = ExAllocatePool2(POOL_FLAG_PAGED, 1, TAG);
    return *Descriptor == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

VOID NTAPI FltFreeSecurityDescriptor(PSECURITY_DESCRIPTOR Descriptor)
{
    ExFreePoolWithTag(Descriptor, TAG);
}

NTSTATUS NTAPI FltCreateCommunicationPort(
    PFLT_FILTER Owner, PFLT_PORT *Created, POBJECT_ATTRIBUTES Attributes, PVOID Cookie, PFLT_CONNECT_NOTIFY ConnectNotify,
    PFLT_DISCONNECT_NOTIFY Disconnected, PFLT_MESSAGE_NOTIFY MessageNotify, LONG MaxConnections)
{
    if (Owner != Filter || (Attributes->Attributes & OBJ_KERNEL_HANDLE) == 0 || Attributes->SecurityDescriptor == NULL ||
        Cookie != NULL || MaxConnections != 1) {
        WRONG("the port\n");
    }
    ServerPort = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(*ServerPort), TAG);
    if (ServerPort == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    DbgPrint("flt: port %ws\n", Attributes->ObjectName->Buffer);
    ServerPort->Connect = ConnectNotify;
    ServerPort->Disconnect = Disconnected;
    ServerPort->Message = MessageNotify;
    *Created = ServerPort;
    return STATUS_SUCCESS;
}

VOID NTAPI FltCloseCommunicationPort(PFLT_PORT Closed)
{
    if (Closed != ServerPort) {
        WRONG("another port is closed\n");
    }
    ExFreePoolWithTag(Closed, TAG);
    ServerPort = NULL;
}

VOID NTAPI FltCloseClientPort(PFLT_FILTER Owner, PFLT_PORT *Client)
{
    if (Owner != Filter || *Client != Connection || Connection == NULL) {
        WRONG("another connection is closed\n");
    }
    *Client = NULL;
    Connection = NULL;
    while (Sending) {
        Pause();
    }
}

VOID Connect(VOID)
{
    static struct _FLT_PORT connection;

    Connection = &connection;
    DisconnectNotify = ServerPort->Disconnect;
    if (!NT_SUCCESS(ServerPort->Connect(Connection, NULL, NULL, 0, &ConnectionCookie))) {
        WRONG("a connection is refused\n");
    }
}

VOID Disconnect(VOID)
{
    if (Connection == NULL) {
        return;
    }
    DisconnectNotify(ConnectionCookie);
    if (Connection != NULL) {
        WRONG("a connection is not closed\n");
    }
}

NTSTATUS Message(PVOID Input, ULONG InputLength, PVOID Output, ULONG OutputLength, PULONG Returned)
{
    return ServerPort->Message(ConnectionCookie, Input, InputLength, Output, OutputLength, Returned);
}

NTSTATUS NTAPI FltSendMessage(
    PFLT_FILTER Owner, PFLT_PORT *Client, PVOID Sent, ULONG Length, PVOID Reply, PULONG ReplyLength, PLARGE_INTEGER Timeout)
{
    BOOLEAN connected;

    if (Owner != Filter || Reply != NULL || ReplyLength != NULL || Timeout == NULL || Timeout->QuadPart >= 0) {
        WRONG("how a message is sent\n");
    }
    InterlockedExchange(&Sending, TRUE);
    while (SendMode == SendWaits && *Client != NULL) {
        Pause();
    }
    connected = *Client != NULL;
    InterlockedExchange(&Sending, FALSE);
    if (!connected) {
        return STATUS_PORT_DISCONNECTED;
    }
    if (SendMode == SendTimesOut) {
        return STATUS_TIMEOUT;
    }
    if (SendMode == SendPrints) {
        PrintReport(Sent, Length);
    }
    return STATUS_SUCCESS;
}

/* Push locks: who holds one stands in it. Shared holders exclude each other here. */

VOID NTAPI FltInitializePushLock(PEX_PUSH_LOCK Lock)
{
    *Lock = 0;
}

VOID NTAPI FltDeletePushLock(PEX_PUSH_LOCK Lock)
{
    if (*Lock != 0) {
        WRONG("a lock that is held is deleted\n");
    }
    *Lock = 1;
}

VOID NTAPI FltAcquirePushLockExclusiveEx(PEX_PUSH_LOCK Lock, ULONG Flags)
{
    PVOID thread = PsGetCurrentThreadId();
    PVOID holder;

    if (Flags != 0) {
        WRONG("flags of a lock\n");
    }
    while ((holder = InterlockedCompareExchangePointer((PVOID *)Lock, thread, NULL)) != NULL) {
        if (holder == thread || holder == (PVOID)1) {
            WRONG("a lock that is held or deleted is acquired\n");
            return;
        }
        Pause();
    }
}

VOID NTAPI FltAcquirePushLockSharedEx(PEX_PUSH_LOCK Lock, ULONG Flags)
{
    FltAcquirePushLockExclusiveEx(Lock, Flags);
}

VOID NTAPI FltReleasePushLockEx(PEX_PUSH_LOCK Lock, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    if (InterlockedExchangePointer((PVOID *)Lock, NULL) != (PVOID)PsGetCurrentThreadId()) {
        WRONG("a lock is released by who does not hold it\n");
    }
}

BOOLEAN IsPortOpen(VOID)
{
    return ServerPort != NULL;
}

/* Threads: the driver's calls come here, under these names. */

static NTSTATUS NTAPI CreateCounted(
    PHANDLE Handle, ULONG Access, POBJECT_ATTRIBUTES Attributes, HANDLE Process, PCLIENT_ID Client, PKSTART_ROUTINE Routine,
    PVOID Context)
{
    PVOID block = ExAllocatePoolWithTag(NonPagedPoolNx, 1, TAG);

    if (block == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ExFreePoolWithTag(block, TAG);
    InterlockedIncrement(&Threads);
    return PsCreateSystemThread(Handle, Access, Attributes, Process, Client, Routine, Context);
}

static NTSTATUS NTAPI EndCounted(NTSTATUS Status)
{
    InterlockedDecrement(&Threads);
    return PsTerminateSystemThread(Status);
}

NTSTATUS (NTAPI *__imp_CreateCountedThread)(
    PHANDLE, ULONG, POBJECT_ATTRIBUTES, HANDLE, PCLIENT_ID, PKSTART_ROUTINE, PVOID) = CreateCounted;
NTSTATUS (NTAPI *__imp_EndCountedThread)(NTSTATUS) = EndCounted;
