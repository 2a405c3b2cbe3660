/* A queue of messages with a limit: what the device is a way to. */
#pragma once

typedef struct _NEW_DRIVER_STORE {
    /* Guards all that follows. Non-paged, as a device's extension is. */
    FAST_MUTEX Lock;
    LIST_ENTRY Messages;
    ULONG Count;
    ULONG Bytes;
    ULONG Refused;
    ULONGLONG Written;
    ULONGLONG Taken;
} NEW_DRIVER_STORE, *PNEW_DRIVER_STORE;

VOID NewDriverStoreInitialize(_Out_ PNEW_DRIVER_STORE Store);

/*
 * Appends a copy.
 * STATUS_QUOTA_EXCEEDED: there is no room.
 */
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS NewDriverStoreAppend(
    _Inout_ PNEW_DRIVER_STORE Store,
    _In_reads_bytes_(Length) const VOID *Data,
    _In_range_(1, NEW_DRIVER_MESSAGE_BYTES) ULONG Length);

/*
 * Moves the oldest message into a buffer.
 * STATUS_END_OF_FILE: there is none.
 * STATUS_BUFFER_TOO_SMALL: it is larger than the buffer, and stays.
 */
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS NewDriverStoreTake(
    _Inout_ PNEW_DRIVER_STORE Store,
    _Out_writes_bytes_to_(Capacity, *Length) PVOID Buffer,
    _In_ ULONG Capacity,
    _Out_ PULONG Length);

/*
 * Copies messages as NEW_DRIVER_RECORDs, oldest first, as many as fit.
 * STATUS_BUFFER_OVERFLOW: there are more, for which there was no room; Length says how far the buffer is filled.
 */
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS NewDriverStorePeek(
    _Inout_ PNEW_DRIVER_STORE Store,
    _Out_writes_bytes_to_(Capacity, *Length) PVOID Buffer,
    _In_ ULONG Capacity,
    _Out_ PULONG Length);

/* All but Handles, which the store does not know. */
_IRQL_requires_max_(APC_LEVEL)
VOID NewDriverStoreQuery(_Inout_ PNEW_DRIVER_STORE Store, _Out_ PNEW_DRIVER_STATUS Status);

/* Frees all messages. */
_IRQL_requires_max_(APC_LEVEL)
VOID NewDriverStoreClear(_Inout_ PNEW_DRIVER_STORE Store);
