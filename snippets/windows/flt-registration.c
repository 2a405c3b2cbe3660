/*
 * prefix: kd-flt-registration
 * title: Minifilter: registration, entry and unload
 * topic: Minifilter
 * description: Registers a filter with its operations, starts it, and lets it be unloaded
 * includes: fltKernel.h
 * needs: flt-operations
 */
static PFLT_FILTER ${1:Sample}Filter;

EXTERN_C DRIVER_INITIALIZE DriverEntry;
EXTERN_C NTSTATUS FLTAPI ${1:Sample}Unload(_In_ FLT_FILTER_UNLOAD_FLAGS Flags);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, ${1:Sample}Unload)
#endif

/* The flags of the second column skip paging or cached reads and writes. */
static const FLT_OPERATION_REGISTRATION ${1:Sample}Operations[] = {
    { IRP_MJ_CREATE, 0, ${1:Sample}PreCreate, ${1:Sample}PostCreate, NULL },
    { IRP_MJ_OPERATION_END, 0, NULL, NULL, NULL },
};

static const FLT_REGISTRATION ${1:Sample}Registration = {
    sizeof(FLT_REGISTRATION),
    FLT_REGISTRATION_VERSION,
    ${2|0,FLTFL_REGISTRATION_SUPPORT_DAX_VOLUME|},
    NULL, /* Contexts */
    ${1:Sample}Operations,
    ${1:Sample}Unload,
    NULL, /* Instance setup: every volume */
    NULL, /* Instance query teardown: not by hand */
    NULL, /* Instance teardown start */
    NULL, /* Instance teardown complete */
    NULL, /* Names: of filters that change them */
    NULL,
    NULL,
    NULL, /* Transactions */
    NULL,
    NULL, /* Sections */
};

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = FltRegisterFilter(DriverObject, &${1:Sample}Registration, &${1:Sample}Filter);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    /* All that operations use is there before: they come before this returns. */
    status = FltStartFiltering(${1:Sample}Filter);
    if (!NT_SUCCESS(status)) {
        FltUnregisterFilter(${1:Sample}Filter);
    }
    return status;
}

/* A port is closed first. FltUnregisterFilter waits for operations on their way and for contexts. */
_Use_decl_annotations_
NTSTATUS FLTAPI ${1:Sample}Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    PAGED_CODE();

    FltUnregisterFilter(${1:Sample}Filter);
    return STATUS_SUCCESS;
}
