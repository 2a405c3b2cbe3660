/* Registration and unload of the NewDriver minifilter. */
#include "driver.h"

static NTSTATUS NewDriverUnload(_In_ FLT_FILTER_UNLOAD_FLAGS Flags);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, NewDriverUnload)
#endif

PFLT_FILTER NewDriverFilter;

static const FLT_CONTEXT_REGISTRATION Contexts[] = {
    { .ContextType = FLT_INSTANCE_CONTEXT, .Size = sizeof(NEW_DRIVER_VOLUME), .PoolTag = NEW_DRIVER_TAG_VOLUME },
    { .ContextType = FLT_CONTEXT_END },
};

static const FLT_OPERATION_REGISTRATION Operations[] = {
    { .MajorFunction = IRP_MJ_CREATE, .PreOperation = NewDriverPreCreate, .PostOperation = NewDriverPostCreate },
    { .MajorFunction = IRP_MJ_OPERATION_END },
};

static const FLT_REGISTRATION Registration = {
    .Size = sizeof(FLT_REGISTRATION),
    .Version = FLT_REGISTRATION_VERSION,
    /* Memory that is a disk, too: what is done with the contents of files does not matter to this filter. */
    .Flags = FLTFL_REGISTRATION_SUPPORT_DAX_VOLUME,
    .ContextRegistration = Contexts,
    .OperationRegistration = Operations,
    .FilterUnloadCallback = NewDriverUnload,
    .InstanceSetupCallback = NewDriverInstanceSetup,
    .InstanceQueryTeardownCallback = NewDriverInstanceQueryTeardown,
    .InstanceTeardownCompleteCallback = NewDriverInstanceTeardownComplete,
};

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    NewDriverWatchInitialize();
    NewDriverReportsInitialize();

    status = FltRegisterFilter(DriverObject, &Registration, &NewDriverFilter);
    if (!NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: not registered, status 0x%08X\n", status);
        goto Uninitialize;
    }

    status = NewDriverPortOpen();
    if (!NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: no port, status 0x%08X\n", status);
        goto Unregister;
    }

    status = NewDriverReportsStart();
    if (!NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: no thread, status 0x%08X\n", status);
        goto ClosePort;
    }

    /* Volumes are attached to and opens come from here on, before the call returns. */
    status = FltStartFiltering(NewDriverFilter);
    if (!NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_ERROR_LEVEL, "newdriver: not started, status 0x%08X\n", status);
        goto StopReports;
    }

    NewDriverLog(DPFLTR_INFO_LEVEL, "newdriver: loaded\n");
    return STATUS_SUCCESS;

StopReports:
    NewDriverReportsStop();
ClosePort:
    NewDriverPortClose();
Unregister:
    FltUnregisterFilter(NewDriverFilter);
Uninitialize:
    NewDriverReportsUninitialize();
    NewDriverWatchUninitialize();
    return status;
}

/* The filter may always be unloaded: no file depends on it. */
_Use_decl_annotations_
static NTSTATUS NewDriverUnload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    PAGED_CODE();

    /*
     * Nobody connects any more; then nothing is sent any more, which needs the filter; then the filter manager lets
     * callbacks end, takes the filter from its volumes and disconnects who is connected still.
     */
    NewDriverPortClose();
    NewDriverReportsStop();
    FltUnregisterFilter(NewDriverFilter);

    NewDriverReportsUninitialize();
    NewDriverWatchUninitialize();
    NewDriverLog(DPFLTR_INFO_LEVEL, "newdriver: unloaded\n");
    return STATUS_SUCCESS;
}
