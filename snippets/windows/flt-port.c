/*
 * prefix: kd-flt-port
 * title: Minifilter: communication port
 * topic: Minifilter
 * description: A port that administrators' programs connect to, and answers to their messages
 * includes: fltKernel.h
 * needs: flt-filter, control-types
 */
static PFLT_PORT ${1:Sample}ServerPort;
/* NULL while nobody is connected. */
static PFLT_PORT ${1:Sample}ClientPort;

EXTERN_C NTSTATUS FLTAPI ${1:Sample}Connect(
    _In_ PFLT_PORT ClientPort,
    _In_opt_ PVOID ServerPortCookie,
    _In_reads_bytes_opt_(SizeOfContext) PVOID ConnectionContext,
    _In_ ULONG SizeOfContext,
    _Flt_ConnectionCookie_Outptr_ PVOID *ConnectionPortCookie);
EXTERN_C VOID FLTAPI ${1:Sample}Disconnect(_In_opt_ PVOID ConnectionCookie);
EXTERN_C NTSTATUS FLTAPI ${1:Sample}Message(
    _In_opt_ PVOID PortCookie,
    _In_reads_bytes_opt_(InputBufferLength) PVOID InputBuffer,
    _In_ ULONG InputBufferLength,
    _Out_writes_bytes_to_opt_(OutputBufferLength, *ReturnOutputBufferLength) PVOID OutputBuffer,
    _In_ ULONG OutputBufferLength,
    _Out_ PULONG ReturnOutputBufferLength);

/* Between FltRegisterFilter and FltStartFiltering. FltCloseCommunicationPort comes before FltUnregisterFilter. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}OpenPort(VOID)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\${1:Sample}Port");
    PSECURITY_DESCRIPTOR security;
    OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    /* The system and administrators. */
    status = FltBuildDefaultSecurityDescriptor(&security, FLT_PORT_ALL_ACCESS);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, security);
    status = FltCreateCommunicationPort(
        ${2:SampleFilter},
        &${1:Sample}ServerPort,
        &attributes,
        NULL,
        ${1:Sample}Connect,
        ${1:Sample}Disconnect,
        ${1:Sample}Message,
        1);
    FltFreeSecurityDescriptor(security);
    return status;
}

_Use_decl_annotations_
NTSTATUS FLTAPI ${1:Sample}Connect(
    PFLT_PORT ClientPort,
    PVOID ServerPortCookie,
    PVOID ConnectionContext,
    ULONG SizeOfContext,
    PVOID *ConnectionPortCookie)
{
    UNREFERENCED_PARAMETER(ServerPortCookie);
    UNREFERENCED_PARAMETER(ConnectionContext);
    UNREFERENCED_PARAMETER(SizeOfContext);

    *ConnectionPortCookie = NULL;
    ${1:Sample}ClientPort = ClientPort;
    return STATUS_SUCCESS;
}

/* Waits for messages on their way, and sets the port to NULL. */
_Use_decl_annotations_
VOID FLTAPI ${1:Sample}Disconnect(PVOID ConnectionCookie)
{
    UNREFERENCED_PARAMETER(ConnectionCookie);
    FltCloseClientPort(${2:SampleFilter}, &${1:Sample}ClientPort);
}

/* Both buffers are the program's, which the filter manager has probed: each is touched once, guarded. */
_Use_decl_annotations_
NTSTATUS FLTAPI ${1:Sample}Message(
    PVOID PortCookie,
    PVOID InputBuffer,
    ULONG InputBufferLength,
    PVOID OutputBuffer,
    ULONG OutputBufferLength,
    PULONG ReturnOutputBufferLength)
{
    ${3:SAMPLE_REQUEST} request;
    ${4:SAMPLE_REPLY} reply;

    UNREFERENCED_PARAMETER(PortCookie);

    *ReturnOutputBufferLength = 0;
    if (InputBuffer == NULL || InputBufferLength != sizeof(request)) {
        return STATUS_INVALID_PARAMETER;
    }
    if (OutputBuffer == NULL || OutputBufferLength < sizeof(reply)) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    __try {
        RtlCopyMemory(&request, InputBuffer, sizeof(request));
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return GetExceptionCode();
    }

    RtlZeroMemory(&reply, sizeof(reply));
    reply.Id = request.Id;
    $0
    __try {
        RtlCopyMemory(OutputBuffer, &reply, sizeof(reply));
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return GetExceptionCode();
    }
    *ReturnOutputBufferLength = sizeof(reply);
    return STATUS_SUCCESS;
}
