/*
 * prefix: kd-user-lock
 * title: Lock memory of a program
 * topic: User memory
 * description: Locks user-mode pages with an MDL and maps them, for use at DISPATCH_LEVEL or in another process
 */
/* In the program's own thread. What comes back is unlocked before the request with the buffer is completed. */
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS ${1:Sample}LockUser(_In_ PVOID UserBuffer, _In_ ULONG Length, _Outptr_ PMDL *Mdl, _Outptr_ PVOID *Address)
{
    NTSTATUS status = STATUS_SUCCESS;
    PMDL mdl;

    *Mdl = NULL;
    *Address = NULL;
    if (Length == 0) {
        return STATUS_INVALID_PARAMETER;
    }
    mdl = IoAllocateMdl(UserBuffer, Length, FALSE, FALSE, NULL);
    if (mdl == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    __try {
        MmProbeAndLockPages(mdl, UserMode, ${2|IoReadAccess,IoWriteAccess,IoModifyAccess|});
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
    }
    if (!NT_SUCCESS(status)) {
        IoFreeMdl(mdl);
        return status;
    }

    *Address = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority | MdlMappingNoExecute);
    if (*Address == NULL) {
        MmUnlockPages(mdl);
        IoFreeMdl(mdl);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    *Mdl = mdl;
    return STATUS_SUCCESS;
}

/* The mapping goes with the lock. */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${1:Sample}UnlockUser(_In_ PMDL Mdl)
{
    MmUnlockPages(Mdl);
    IoFreeMdl(Mdl);
}
