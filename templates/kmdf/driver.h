/* Declarations that the files of the NewDriver driver share. */
#pragma once

#include <ntddk.h>
#include <wdf.h>
#include "newdriverctl.h"

/* For what the framework allocates on the driver's behalf, and for messages. */
#define NEW_DRIVER_TAG '1weN'
#define NEW_DRIVER_TAG_MESSAGE 'MweN'

#define NewDriverLog(Level, ...) DbgPrintEx(DPFLTR_IHVDRIVER_ID, (Level), __VA_ARGS__)

/* What is kept for each device. The framework allocates it zeroed, in non-paged pool, and frees it with the device. */
typedef struct _NEW_DRIVER_DEVICE_CONTEXT {
    /* Guards all that follows: requests come in parallel, and from other drivers at DISPATCH_LEVEL. */
    WDFSPINLOCK Lock;
    /* NULL where there is no message. A message is never changed: whoever holds a reference reads it without the lock. */
    WDFMEMORY Message;
    NEW_DRIVER_STATISTICS Statistics;
} NEW_DRIVER_DEVICE_CONTEXT, *PNEW_DRIVER_DEVICE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(NEW_DRIVER_DEVICE_CONTEXT, NewDriverGetDeviceContext)

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
EVT_WDF_OBJECT_CONTEXT_CLEANUP NewDriverEvtDriverContextCleanup;

/* device.c */
EVT_WDF_DRIVER_DEVICE_ADD NewDriverEvtDeviceAdd;

/* queue.c */
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS NewDriverQueueCreate(_In_ WDFDEVICE Device);

EVT_WDF_IO_QUEUE_IO_READ NewDriverEvtIoRead;
EVT_WDF_IO_QUEUE_IO_WRITE NewDriverEvtIoWrite;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL NewDriverEvtIoDeviceControl;

/* message.c */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NewDriverMessageSet(
    _In_ WDFDEVICE Device,
    _In_reads_bytes_(Length) const VOID *Bytes,
    _In_ size_t Length);

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NewDriverMessageClear(_In_ WDFDEVICE Device);

_IRQL_requires_max_(DISPATCH_LEVEL)
size_t NewDriverMessageCopy(
    _In_ WDFDEVICE Device,
    _In_ size_t Offset,
    _Out_writes_bytes_to_(Capacity, return) VOID *Bytes,
    _In_ size_t Capacity);

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NewDriverMessageStatistics(_In_ WDFDEVICE Device, _Out_ PNEW_DRIVER_STATISTICS Statistics);
