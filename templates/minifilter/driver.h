/* Declarations that the files of the NewDriver minifilter share. */
#pragma once

#include <fltKernel.h>
#include "newdriverport.h"

#define NEW_DRIVER_TAG_REPORT 'RweN'
#define NEW_DRIVER_TAG_VOLUME 'VweN'

#define NewDriverLog(Level, ...) DbgPrintEx(DPFLTR_IHVDRIVER_ID, (Level), __VA_ARGS__)

/* driver.c */
DRIVER_INITIALIZE DriverEntry;

/* Set while the filter is registered. */
extern PFLT_FILTER NewDriverFilter;

/* create.c */
VOID NewDriverWatchInitialize(VOID);

_IRQL_requires_max_(APC_LEVEL)
VOID NewDriverWatchUninitialize(VOID);

_IRQL_requires_(PASSIVE_LEVEL)
VOID NewDriverWatch(_In_reads_z_(NEW_DRIVER_EXTENSION_LENGTH) const WCHAR *Extension);

FLT_PREOP_CALLBACK_STATUS NewDriverPreCreate(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Flt_CompletionContext_Outptr_ PVOID *CompletionContext);

FLT_POSTOP_CALLBACK_STATUS NewDriverPostCreate(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_opt_ PVOID CompletionContext,
    _In_ FLT_POST_OPERATION_FLAGS Flags);

/* port.c */
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS NewDriverPortOpen(VOID);

_IRQL_requires_(PASSIVE_LEVEL)
VOID NewDriverPortClose(VOID);

_IRQL_requires_max_(APC_LEVEL)
PEPROCESS NewDriverPortListener(VOID);

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS NewDriverPortSend(
    _In_reads_bytes_(Length) PNEW_DRIVER_REPORT Report,
    _In_ ULONG Length);

/* reports.c */
VOID NewDriverReportsInitialize(VOID);

_IRQL_requires_max_(APC_LEVEL)
VOID NewDriverReportsUninitialize(VOID);

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS NewDriverReportsStart(VOID);

_IRQL_requires_(PASSIVE_LEVEL)
VOID NewDriverReportsStop(VOID);

_IRQL_requires_max_(APC_LEVEL)
VOID NewDriverReportsAdd(_In_ PCUNICODE_STRING Name, _In_ ULONG ProcessId);

_IRQL_requires_max_(APC_LEVEL)
VOID NewDriverReportsDrop(VOID);

_IRQL_requires_max_(APC_LEVEL)
VOID NewDriverReportsStatistics(_Out_ PNEW_DRIVER_STATISTICS Statistics);

/* volumes.c */

/* What is kept for each volume that the filter is attached to. The filter manager counts who uses it. */
typedef struct _NEW_DRIVER_VOLUME {
    FLT_FILESYSTEM_TYPE FileSystem;
    volatile LONG64 Opens;
} NEW_DRIVER_VOLUME, *PNEW_DRIVER_VOLUME;

NTSTATUS NewDriverInstanceSetup(
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_ FLT_INSTANCE_SETUP_FLAGS Flags,
    _In_ DEVICE_TYPE VolumeDeviceType,
    _In_ FLT_FILESYSTEM_TYPE VolumeFilesystemType);

NTSTATUS NewDriverInstanceQueryTeardown(
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_ FLT_INSTANCE_QUERY_TEARDOWN_FLAGS Flags);

VOID NewDriverInstanceTeardownComplete(
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_ FLT_INSTANCE_TEARDOWN_FLAGS Reason);

_IRQL_requires_max_(APC_LEVEL)
VOID NewDriverVolumeCount(_In_ PFLT_INSTANCE Instance);
