/* Volumes: which ones the NewDriver minifilter attaches to, and what it counts on each. */
#include "driver.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NewDriverInstanceSetup)
#pragma alloc_text(PAGE, NewDriverInstanceQueryTeardown)
#pragma alloc_text(PAGE, NewDriverInstanceTeardownComplete)
#pragma alloc_text(PAGE, NewDriverVolumeCount)
#endif

_Use_decl_annotations_
NTSTATUS NewDriverInstanceSetup(
    PCFLT_RELATED_OBJECTS FltObjects,
    FLT_INSTANCE_SETUP_FLAGS Flags,
    DEVICE_TYPE VolumeDeviceType,
    FLT_FILESYSTEM_TYPE VolumeFilesystemType)
{
    PFLT_CONTEXT context;
    PNEW_DRIVER_VOLUME volume;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Flags);
    PAGED_CODE();

    /* Names on a network cost a round trip each; a raw volume has no names. */
    if (VolumeDeviceType != FILE_DEVICE_DISK_FILE_SYSTEM || VolumeFilesystemType == FLT_FSTYPE_RAW) {
        return STATUS_FLT_DO_NOT_ATTACH;
    }

    status = FltAllocateContext(
        NewDriverFilter, FLT_INSTANCE_CONTEXT, sizeof(NEW_DRIVER_VOLUME), PagedPool, &context);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    volume = (PNEW_DRIVER_VOLUME)context;
    volume->FileSystem = VolumeFilesystemType;
    volume->Opens = 0;

    /* The instance takes a reference of its own. Without a context there is no instance. */
    status = FltSetInstanceContext(FltObjects->Instance, FLT_SET_CONTEXT_KEEP_IF_EXISTS, context, NULL);
    FltReleaseContext(context);
    if (NT_SUCCESS(status)) {
        NewDriverLog(DPFLTR_INFO_LEVEL, "newdriver: attached, file system %d\n", VolumeFilesystemType);
    }
    return status;
}

/* Without this callback nobody could detach the filter from one volume alone: fltmc detach. */
_Use_decl_annotations_
NTSTATUS NewDriverInstanceQueryTeardown(PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_QUERY_TEARDOWN_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(Flags);
    PAGED_CODE();

    return STATUS_SUCCESS;
}

/* No callback of the instance runs any more. Its context goes after this, with its last reference. */
_Use_decl_annotations_
VOID NewDriverInstanceTeardownComplete(PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_TEARDOWN_FLAGS Reason)
{
    PFLT_CONTEXT context;

    UNREFERENCED_PARAMETER(Reason);
    PAGED_CODE();

    if (NT_SUCCESS(FltGetInstanceContext(FltObjects->Instance, &context))) {
        PNEW_DRIVER_VOLUME volume = (PNEW_DRIVER_VOLUME)context;

        NewDriverLog(DPFLTR_INFO_LEVEL, "newdriver: detached, file system %d, %lld opens\n",
            volume->FileSystem, volume->Opens);
        FltReleaseContext(context);
    }
}

/* Counts an open that was asked for. */
_Use_decl_annotations_
VOID NewDriverVolumeCount(PFLT_INSTANCE Instance)
{
    PFLT_CONTEXT context;

    PAGED_CODE();

    if (NT_SUCCESS(FltGetInstanceContext(Instance, &context))) {
        InterlockedIncrement64(&((PNEW_DRIVER_VOLUME)context)->Opens);
        FltReleaseContext(context);
    }
}
