/*
 * prefix: kd-driver-entry
 * title: Driver entry and unload
 * topic: Entry and devices
 * description: DriverEntry, which makes the driver unloadable, and its unload routine
 */
EXTERN_C DRIVER_INITIALIZE DriverEntry;
EXTERN_C DRIVER_UNLOAD ${1:Sample}Unload;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, ${1:Sample}Unload)
#endif

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    /* The path is gone when DriverEntry returns: copy it if it is needed later. */
    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->DriverUnload = ${1:Sample}Unload;
    $0
    return STATUS_SUCCESS;
}

/* Called when no device is open any more. What DriverEntry has made is undone here, in the reverse order. */
_Use_decl_annotations_
VOID ${1:Sample}Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();
}
