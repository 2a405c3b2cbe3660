/*
 * prefix: kd-rundown-protection
 * title: Rundown protection
 * topic: Locks and waiting
 * description: Lets many use something, until somebody waits for all of them and nobody new comes in
 */
/* In nonpaged memory. */
typedef struct _${1:SAMPLE}_SHARED {
    EX_RUNDOWN_REF Rundown;
} ${1:SAMPLE}_SHARED, *P${1:SAMPLE}_SHARED;

VOID ${2:Sample}Initialize(_Out_ P${1:SAMPLE}_SHARED Shared)
{
    ExInitializeRundownProtection(&Shared->Rundown);
}

_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ${2:Sample}Use(_Inout_ P${1:SAMPLE}_SHARED Shared)
{
    if (!ExAcquireRundownProtection(&Shared->Rundown)) {
        return STATUS_DELETE_PENDING;
    }
    $0
    ExReleaseRundownProtection(&Shared->Rundown);
    return STATUS_SUCCESS;
}

/* Afterwards nobody uses it, and it can be freed. */
_IRQL_requires_max_(APC_LEVEL)
VOID ${2:Sample}Stop(_Inout_ P${1:SAMPLE}_SHARED Shared)
{
    ExWaitForRundownProtectionRelease(&Shared->Rundown);
}
