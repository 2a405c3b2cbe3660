/*
 * prefix: kd-dispatch-query-security
 * title: Dispatch routine for query security
 * topic: Dispatch routines
 * description: Gives out the parts of a file's security descriptor that are asked for; for file systems
 * includes: ntifs.h
 * needs: secured-file
 */
_Dispatch_type_(IRP_MJ_QUERY_SECURITY)
EXTERN_C DRIVER_DISPATCH ${1:Sample}QuerySecurity;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${1:Sample}QuerySecurity)
#endif

/* Rights were checked when the file was opened: READ_CONTROL, and ACCESS_SYSTEM_SECURITY for the SACL. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}QuerySecurity(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    P${2:SAMPLE_FILE} file = (P${2:SAMPLE_FILE})stack->FileObject->FsContext;
    SECURITY_INFORMATION parts = stack->Parameters.QuerySecurity.SecurityInformation;
    ULONG length = stack->Parameters.QuerySecurity.Length;
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
    (VOID)ExAcquireResourceSharedLite(file->Header.Resource, TRUE);
    __try {
        /* The caller's own memory, in his thread. */
        if (Irp->RequestorMode != KernelMode) {
            ProbeForWrite(Irp->UserBuffer, length, TYPE_ALIGNMENT(ULONG));
        }
        status = SeQuerySecurityDescriptorInfo(&parts, Irp->UserBuffer, &length, &file->${3:Security});
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
    }
    ExReleaseResourceLite(file->Header.Resource);
    FsRtlExitFileSystem();

    /* By this the I/O manager tells the caller the length that it takes. */
    if (status == STATUS_BUFFER_TOO_SMALL) {
        status = STATUS_BUFFER_OVERFLOW;
    }
    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = NT_SUCCESS(status) || status == STATUS_BUFFER_OVERFLOW ? length : 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
