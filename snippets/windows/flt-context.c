/*
 * prefix: kd-flt-context
 * title: Minifilter: context of an open file
 * topic: Minifilter
 * description: Gets the filter's context of an open file, or makes one, whoever is first
 * includes: fltKernel.h
 */
#define ${1:SAMPLE}_TAG_CONTEXT '${2:xtCS}'

typedef struct _${1:SAMPLE}_CONTEXT {
    ULONG Writes;
} ${1:SAMPLE}_CONTEXT, *P${1:SAMPLE}_CONTEXT;

/* FLT_REGISTRATION's ContextRegistration. */
const FLT_CONTEXT_REGISTRATION ${3:Sample}Contexts[] = {
    { FLT_STREAMHANDLE_CONTEXT, 0, NULL, sizeof(${1:SAMPLE}_CONTEXT), ${1:SAMPLE}_TAG_CONTEXT, NULL, NULL, NULL },
    { FLT_CONTEXT_END, 0, NULL, 0, 0, NULL, NULL, NULL },
};

/* FltReleaseContext gives it back. Not before the file is open: from post-create on. */
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS ${3:Sample}GetContext(_In_ PCFLT_RELATED_OBJECTS FltObjects, _Outptr_ P${1:SAMPLE}_CONTEXT *Context)
{
    PFLT_CONTEXT made = NULL;
    PFLT_CONTEXT there = NULL;
    NTSTATUS status;

    *Context = NULL;
    status = FltGetStreamHandleContext(FltObjects->Instance, FltObjects->FileObject, &there);
    if (NT_SUCCESS(status)) {
        *Context = (P${1:SAMPLE}_CONTEXT)there;
        return status;
    }
    if (status != STATUS_NOT_FOUND) {
        return status;
    }

    status = FltAllocateContext(
        FltObjects->Filter, FLT_STREAMHANDLE_CONTEXT, sizeof(${1:SAMPLE}_CONTEXT), ${4|NonPagedPoolNx,PagedPool|}, &made);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    RtlZeroMemory(made, sizeof(${1:SAMPLE}_CONTEXT));

    status = FltSetStreamHandleContext(
        FltObjects->Instance, FltObjects->FileObject, FLT_SET_CONTEXT_KEEP_IF_EXISTS, made, &there);
    if (status == STATUS_FLT_CONTEXT_ALREADY_DEFINED) {
        /* Somebody else was first: his comes back, with a reference. */
        FltReleaseContext(made);
        *Context = (P${1:SAMPLE}_CONTEXT)there;
        return STATUS_SUCCESS;
    }
    if (!NT_SUCCESS(status)) {
        FltReleaseContext(made);
        return status;
    }
    *Context = (P${1:SAMPLE}_CONTEXT)made;
    return STATUS_SUCCESS;
}
