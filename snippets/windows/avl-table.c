/*
 * prefix: kd-avl-table
 * title: AVL table
 * topic: Lists and tables
 * description: A sorted table with RtlInitializeGenericTableAvl: insert, find, remove; under a lock of the driver's
 */
#define ${1:SAMPLE}_TAG_TABLE '${2:bTbS}'

/* Sorted by Key. */
typedef struct _${1:SAMPLE}_ROW {
    ULONG64 Key;
    ULONG Value;
} ${1:SAMPLE}_ROW, *P${1:SAMPLE}_ROW;

EXTERN_C RTL_AVL_COMPARE_ROUTINE ${3:Sample}Compare;
EXTERN_C RTL_AVL_ALLOCATE_ROUTINE ${3:Sample}Allocate;
EXTERN_C RTL_AVL_FREE_ROUTINE ${3:Sample}Free;

VOID ${3:Sample}InitializeRows(_Out_ PRTL_AVL_TABLE Table)
{
    RtlInitializeGenericTableAvl(Table, ${3:Sample}Compare, ${3:Sample}Allocate, ${3:Sample}Free, NULL);
}

/* The row is copied. Where there is one of that key already, it stays, and STATUS_OBJECT_NAME_COLLISION comes back. */
_Must_inspect_result_
NTSTATUS ${3:Sample}Insert(_Inout_ PRTL_AVL_TABLE Table, _In_ P${1:SAMPLE}_ROW Row)
{
    BOOLEAN isNew = FALSE;

    if (RtlInsertElementGenericTableAvl(Table, Row, sizeof(*Row), &isNew) == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return isNew ? STATUS_SUCCESS : STATUS_OBJECT_NAME_COLLISION;
}

/* Of the table itself: it stays there as long as the row is in the table. */
_Must_inspect_result_
P${1:SAMPLE}_ROW ${3:Sample}Find(_In_ PRTL_AVL_TABLE Table, _In_ ULONG64 Key)
{
    ${1:SAMPLE}_ROW wanted;

    wanted.Key = Key;
    wanted.Value = 0;
    return (P${1:SAMPLE}_ROW)RtlLookupElementGenericTableAvl(Table, &wanted);
}

VOID ${3:Sample}RemoveAll(_Inout_ PRTL_AVL_TABLE Table)
{
    PVOID row;

    while ((row = RtlGetElementGenericTableAvl(Table, 0)) != NULL) {
        (VOID)RtlDeleteElementGenericTableAvl(Table, row);
    }
}

_Use_decl_annotations_
RTL_GENERIC_COMPARE_RESULTS ${3:Sample}Compare(PRTL_AVL_TABLE Table, PVOID FirstStruct, PVOID SecondStruct)
{
    ULONG64 first = ((P${1:SAMPLE}_ROW)FirstStruct)->Key;
    ULONG64 second = ((P${1:SAMPLE}_ROW)SecondStruct)->Key;

    UNREFERENCED_PARAMETER(Table);
    return first < second ? GenericLessThan : first > second ? GenericGreaterThan : GenericEqual;
}

/* With the table's own links before the row. */
_Use_decl_annotations_
PVOID ${3:Sample}Allocate(PRTL_AVL_TABLE Table, CLONG ByteSize)
{
    UNREFERENCED_PARAMETER(Table);
    return ExAllocatePool2(${4|POOL_FLAG_NON_PAGED,POOL_FLAG_PAGED|}, ByteSize, ${1:SAMPLE}_TAG_TABLE);
}

_Use_decl_annotations_
VOID ${3:Sample}Free(PRTL_AVL_TABLE Table, PVOID Buffer)
{
    UNREFERENCED_PARAMETER(Table);
    ExFreePoolWithTag(Buffer, ${1:SAMPLE}_TAG_TABLE);
}
