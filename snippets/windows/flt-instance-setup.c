/*
 * prefix: kd-flt-instance-setup
 * title: Minifilter: volumes
 * topic: Minifilter
 * description: Chooses the volumes to attach to, and lets the filter be detached by hand
 * includes: fltKernel.h
 */
EXTERN_C NTSTATUS FLTAPI ${1:Sample}InstanceSetup(
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_ FLT_INSTANCE_SETUP_FLAGS Flags,
    _In_ DEVICE_TYPE VolumeDeviceType,
    _In_ FLT_FILESYSTEM_TYPE VolumeFilesystemType);
EXTERN_C NTSTATUS FLTAPI ${1:Sample}InstanceQueryTeardown(
    _In_ PCFLT_RELATED_OBJECTS FltObjects, _In_ FLT_INSTANCE_QUERY_TEARDOWN_FLAGS Flags);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}InstanceSetup)
#pragma alloc_text(PAGE, ${1:Sample}InstanceQueryTeardown)
#endif

_Use_decl_annotations_
NTSTATUS FLTAPI ${1:Sample}InstanceSetup(
    PCFLT_RELATED_OBJECTS FltObjects,
    FLT_INSTANCE_SETUP_FLAGS Flags,
    DEVICE_TYPE VolumeDeviceType,
    FLT_FILESYSTEM_TYPE VolumeFilesystemType)
{
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(Flags);
    PAGED_CODE();

    if (VolumeDeviceType != ${2|FILE_DEVICE_DISK_FILE_SYSTEM,FILE_DEVICE_NETWORK_FILE_SYSTEM,FILE_DEVICE_CD_ROM_FILE_SYSTEM|}) {
        return STATUS_FLT_DO_NOT_ATTACH;
    }
    return VolumeFilesystemType == FLT_FSTYPE_RAW ? STATUS_FLT_DO_NOT_ATTACH : STATUS_SUCCESS;
}

/* Asked where somebody wants to detach the filter by hand: fltmc detach. */
_Use_decl_annotations_
NTSTATUS FLTAPI ${1:Sample}InstanceQueryTeardown(
    PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_QUERY_TEARDOWN_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(Flags);
    PAGED_CODE();

    return STATUS_SUCCESS;
}
