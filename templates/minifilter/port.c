/* The port by which a program is told of opens, and tells which ones it wants. */
#include "driver.h"

#define NEW_DRIVER_SEND_MILLISECONDS 1000

static NTSTATUS NewDriverConnect(
    _In_ PFLT_PORT Port,
    _In_opt_ PVOID ServerPortCookie,
    _In_reads_bytes_opt_(SizeOfContext) PVOID ConnectionContext,
    _In_ ULONG SizeOfContext,
    _Flt_ConnectionCookie_Outptr_ PVOID *ConnectionPortCookie);
static VOID NewDriverDisconnect(_In_opt_ PVOID ConnectionCookie);
static NTSTATUS NewDriverMessage(
    _In_opt_ PVOID PortCookie,
    _In_reads_bytes_opt_(InputBufferLength) PVOID InputBuffer,
    _In_ ULONG InputBufferLength,
    _Out_writes_bytes_to_opt_(OutputBufferLength, *ReturnOutputBufferLength) PVOID OutputBuffer,
    _In_ ULONG OutputBufferLength,
    _Out_ PULONG ReturnOutputBufferLength);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverPortOpen)
#pragma alloc_text(PAGE, NewDriverPortClose)
#pragma alloc_text(PAGE, NewDriverPortListener)
#pragma alloc_text(PAGE, NewDriverPortSend)
#pragma alloc_text(PAGE, NewDriverConnect)
#pragma alloc_text(PAGE, NewDriverDisconnect)
#pragma alloc_text(PAGE, NewDriverMessage)
#endif

static PFLT_PORT ServerPort;

/* NULL while nobody is connected; the filter manager keeps FltSendMessage and FltCloseClientPort apart. */
static PFLT_PORT ClientPort;

/* Who is connected. Only compared, never followed: no reference is held. */
static volatile PVOID Listener;

_Use_decl_annotations_
NTSTATUS NewDriverPortOpen(VOID)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(NEW_DRIVER_PORT_NAME);
    PSECURITY_DESCRIPTOR security;
    OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    PAGED_CODE();

    /* The default lets the system and administrators in: who listens learns of everybody's files. */
    status = FltBuildDefaultSecurityDescriptor(&security, FLT_PORT_ALL_ACCESS);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, security);
    status = FltCreateCommunicationPort(
        NewDriverFilter, &ServerPort, &attributes, NULL, NewDriverConnect, NewDriverDisconnect, NewDriverMessage, 1);
    FltFreeSecurityDescriptor(security);
    return status;
}

/* Who is connected stays so until the filter is unregistered. */
_Use_decl_annotations_
VOID NewDriverPortClose(VOID)
{
    PAGED_CODE();

    FltCloseCommunicationPort(ServerPort);
}

/* The process that is told of opens, NULL where there is none: to be compared with, for it may end at any time. */
_Use_decl_annotations_
PEPROCESS NewDriverPortListener(VOID)
{
    PAGED_CODE();

    return (PEPROCESS)Listener;
}

/* STATUS_SUCCESS when a listener has the report; STATUS_TIMEOUT, STATUS_PORT_DISCONNECTED and the like where not. */
_Use_decl_annotations_
NTSTATUS NewDriverPortSend(PNEW_DRIVER_REPORT Report, ULONG Length)
{
    LARGE_INTEGER timeout;

    PAGED_CODE();

    timeout.QuadPart = -10000LL * NEW_DRIVER_SEND_MILLISECONDS;
    return FltSendMessage(NewDriverFilter, &ClientPort, Report, Length, NULL, NULL, &timeout);
}

/* Runs in the program that connects. There is one connection at most, as the port was created for. */
_Use_decl_annotations_
static NTSTATUS NewDriverConnect(
    PFLT_PORT Port,
    PVOID ServerPortCookie,
    PVOID ConnectionContext,
    ULONG SizeOfContext,
    PVOID *ConnectionPortCookie)
{
    UNREFERENCED_PARAMETER(ServerPortCookie);
    UNREFERENCED_PARAMETER(ConnectionContext);
    UNREFERENCED_PARAMETER(SizeOfContext);
    PAGED_CODE();

    *ConnectionPortCookie = NULL;
    ClientPort = Port;
    InterlockedExchangePointer(&Listener, PsGetCurrentProcess());
    NewDriverLog(DPFLTR_INFO_LEVEL, "newdriver: connected\n");
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
static VOID NewDriverDisconnect(PVOID ConnectionCookie)
{
    UNREFERENCED_PARAMETER(ConnectionCookie);
    PAGED_CODE();

    InterlockedExchangePointer(&Listener, NULL);
    FltCloseClientPort(NewDriverFilter, &ClientPort);
    NewDriverReportsDrop();
    NewDriverLog(DPFLTR_INFO_LEVEL, "newdriver: disconnected\n");
}

/*
 * Both buffers are the program's memory. The filter manager has probed them; the program may free or change them at any
 * time: each is touched once, guarded, by a copy, which asks for no alignment either.
 */
_Use_decl_annotations_
static NTSTATUS NewDriverMessage(
    PVOID PortCookie,
    PVOID InputBuffer,
    ULONG InputBufferLength,
    PVOID OutputBuffer,
    ULONG OutputBufferLength,
    PULONG ReturnOutputBufferLength)
{
    NEW_DRIVER_COMMAND command;
    NEW_DRIVER_STATISTICS statistics;

    UNREFERENCED_PARAMETER(PortCookie);
    PAGED_CODE();

    *ReturnOutputBufferLength = 0;
    if (InputBuffer == NULL || InputBufferLength < sizeof(command)) {
        return STATUS_INVALID_PARAMETER;
    }
    __try {
        RtlCopyMemory(&command, InputBuffer, sizeof(command));
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return GetExceptionCode();
    }

    switch (command.Number) {
    case NEW_DRIVER_COMMAND_WATCH:
        if (command.Extension[RTL_NUMBER_OF(command.Extension) - 1] != L'\0') {
            return STATUS_INVALID_PARAMETER;
        }
        NewDriverWatch(command.Extension);
        return STATUS_SUCCESS;

    case NEW_DRIVER_COMMAND_GET_STATISTICS:
        if (OutputBuffer == NULL || OutputBufferLength < sizeof(statistics)) {
            return STATUS_BUFFER_TOO_SMALL;
        }
        NewDriverReportsStatistics(&statistics);
        __try {
            RtlCopyMemory(OutputBuffer, &statistics, sizeof(statistics));
        } __except (EXCEPTION_EXECUTE_HANDLER) {
            return GetExceptionCode();
        }
        *ReturnOutputBufferLength = sizeof(statistics);
        return STATUS_SUCCESS;

    default:
        return STATUS_INVALID_PARAMETER;
    }
}
