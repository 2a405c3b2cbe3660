/* As newer-kit.h, for what builds on types of ntddk.h. */
#ifndef DRIVERLENS_SHIM_NEWER_NTDDK_H
#define DRIVERLENS_SHIM_NEWER_NTDDK_H

#ifdef __cplusplus
extern "C" {
#endif

typedef RTL_GENERIC_COMPARE_RESULTS NTAPI RTL_AVL_COMPARE_ROUTINE(struct _RTL_AVL_TABLE *Table, PVOID FirstStruct,
                                                                  PVOID SecondStruct);
typedef PVOID NTAPI RTL_AVL_ALLOCATE_ROUTINE(struct _RTL_AVL_TABLE *Table, CLONG ByteSize);
typedef VOID NTAPI RTL_AVL_FREE_ROUTINE(struct _RTL_AVL_TABLE *Table, PVOID Buffer);

#ifdef __cplusplus
}
#endif

#endif
