/*
 * prefix: kd-dispatch-set-security
 * title: Dispatch routine for set security
 * topic: Dispatch routines
 * description: Puts a new security descriptor in the place of a file's old one; for file systems
 * includes: ntifs.h
 * needs: secured-file
 */
_Dispatch_type_(IRP_MJ_SET_SECURITY)
EXTERN_C DRIVER_DISPATCH ${1:Sample}SetSecurity;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}SetSecurity)
#endif

/* Rights were checked when the file was opened: WRITE_DAC, WRITE_OWNER, or ACCESS_SYSTEM_SECURITY for the SACL. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}SetSecurity(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    P${2:SAMPLE_FILE} file = (P${2:SAMPLE_FILE})stack->FileObject->FsContext;
    PSECURITY_DESCRIPTOR old = NULL;
    PSECURITY_DESCRIPTOR made;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    /* Nothing is kept of opens of the volume. */
    if (file == NULL) {
        Irp->IoStatus.Status = STATUS_INVALID_PARAMETER;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return STATUS_INVALID_PARAMETER;
    }

    FsRtlEnterFileSystem();
    (VOID)ExAcquireResourceExclusiveLite(file->Header.Resource, TRUE);
    /* What the program gave is the system's copy of it. The old descriptor and it make a new one; the old one stays. */
    made = file->${3:Security};
    status = SeSetSecurityDescriptorInfo(
        stack->FileObject,
        &stack->Parameters.SetSecurity.SecurityInformation,
        stack->Parameters.SetSecurity.SecurityDescriptor,
        &made,
        PagedPool,
        IoGetFileObjectGenericMapping());
    if (NT_SUCCESS(status)) {
        /* Write it to the disk; where that fails, the new one is given back instead. */
        $0
        old = file->${3:Security};
        file->${3:Security} = made;
    }
    ExReleaseResourceLite(file->Header.Resource);
    FsRtlExitFileSystem();

    /* Made by SeAssignSecurity or by this routine. */
    if (old != NULL) {
        (VOID)SeDeassignSecurity(&old);
    }
    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
