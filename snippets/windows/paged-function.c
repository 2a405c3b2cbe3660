/*
 * prefix: kd-paged-function
 * title: Pageable function
 * topic: Language runtime
 * description: A function in a paged section, which says so to reader, linker and debug build
 */
/* In C++ a section takes functions with C linkage alone. */
_IRQL_requires_max_(${1|PASSIVE_LEVEL,APC_LEVEL|})
EXTERN_C NTSTATUS ${2:Sample}Function(VOID);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(${3|PAGE,INIT|}, ${2:Sample}Function)
#endif

_Use_decl_annotations_
NTSTATUS ${2:Sample}Function(VOID)
{
    PAGED_CODE();

    $0
    return STATUS_SUCCESS;
}
