/*
 * prefix: kd-dispatch-set-ea
 * title: Dispatch routine for set extended attributes
 * topic: Dispatch routines
 * description: Captures a list of extended attributes, has it checked, and goes through it; for file systems
 * includes: ntifs.h
 */
#define ${1:SAMPLE}_TAG_EA '${2:aESS}'

_Dispatch_type_(IRP_MJ_SET_EA)
EXTERN_C DRIVER_DISPATCH ${3:Sample}SetEa;

_IRQL_requires_max_(PASSIVE_LEVEL)
EXTERN_C NTSTATUS ${3:Sample}ChangeEas(
    _In_ PIRP Irp,
    _Out_writes_bytes_(Length) PFILE_FULL_EA_INFORMATION List,
    _In_ ULONG Length,
    _Out_ PULONG ErrorOffset);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${3:Sample}SetEa)
#pragma alloc_text(PAGE, ${3:Sample}ChangeEas)
#endif

_Use_decl_annotations_
NTSTATUS ${3:Sample}SetEa(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.SetEa.Length;
    PFILE_FULL_EA_INFORMATION list = NULL;
    ULONG errorOffset = 0;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();

    if (length == 0) {
        status = STATUS_SUCCESS;
    } else if (length > ${4:MAXUSHORT}) {
        status = STATUS_EA_TOO_LARGE;
    } else {
        list = (PFILE_FULL_EA_INFORMATION)ExAllocatePool2(
            POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, length, ${1:SAMPLE}_TAG_EA);
        status = STATUS_INSUFFICIENT_RESOURCES;
    }
    if (list != NULL) {
        FsRtlEnterFileSystem();
        status = ${3:Sample}ChangeEas(Irp, list, length, &errorOffset);
        FsRtlExitFileSystem();
        ExFreePoolWithTag(list, ${1:SAMPLE}_TAG_EA);
    }

    /* Of a list that is wrong, where in it. */
    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = errorOffset;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

_Use_decl_annotations_
NTSTATUS ${3:Sample}ChangeEas(PIRP Irp, PFILE_FULL_EA_INFORMATION List, ULONG Length, PULONG ErrorOffset)
{
    PFILE_FULL_EA_INFORMATION entry = List;
    NTSTATUS status;

    PAGED_CODE();

    /* The caller's own memory, in his thread. He may change it while it is looked at: what is checked is the copy. */
    *ErrorOffset = 0;
    __try {
        if (Irp->RequestorMode != KernelMode) {
            ProbeForRead(Irp->UserBuffer, Length, TYPE_ALIGNMENT(UCHAR));
        }
        RtlCopyMemory(List, Irp->UserBuffer, Length);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return GetExceptionCode();
    }

    /* Names, values and offsets lie within the list. */
    status = IoCheckEaBufferValidity(List, Length, ErrorOffset);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    for (;;) {
        /* EaName, of EaNameLength bytes and a zero, before a value of EaValueLength; 0 takes the attribute away. */
        $0
        if (entry->NextEntryOffset == 0) {
            return STATUS_SUCCESS;
        }
        entry = (PFILE_FULL_EA_INFORMATION)((PUCHAR)entry + entry->NextEntryOffset);
    }
}
