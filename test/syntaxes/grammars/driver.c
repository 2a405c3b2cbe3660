// SYNTAX TEST "source.c" "a Windows driver in C"

#ifndef _DRIVER_H_
//      ^^^^^^^^^^ - storage.modifier
#define DRIVER_TAG 'gaTD'
//                  ^^^^ string.quoted.single.c constant.character.pool-tag.c
//                 ^ punctuation.definition.string.begin.c

#pragma alloc_text(INIT, DriverEntry)
//      ^^^^^^^^^^ meta.preprocessor.pragma.c keyword.other.section.c
//                 ^^^^ string.unquoted.section.c
//                       ^^^^^^^^^^^ entity.name.function.c
#pragma alloc_text (PAGE, EvtDeviceAdd, \
    EvtDeviceContextCleanup)
//  ^^^^^^^^^^^^^^^^^^^^^^^ entity.name.function.c
#pragma code_seg("PAGE")
//      ^^^^^^^^ keyword.other.section.c
//               ^^^^^^ string.quoted.double.section.c
#pragma warning(disable: 4201)
//      ^^^^^^^ - keyword.other.section

DRIVER_INITIALIZE DriverEntry;
// <----------------- support.type.role.c
static EVT_WDF_DRIVER_DEVICE_ADD EvtDeviceAdd;
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.role.c
PDRIVER_DISPATCH Next;
// <---------------- support.type.role.c
MY_DRIVER_DISPATCH Other;
// <------------------ - support.type

_Use_decl_annotations_
// <---------------------- storage.modifier.annotation.sal.c
_IRQL_requires_max_(DISPATCH_LEVEL)
// <------------------- storage.modifier.annotation.sal.c
//                  ^^^^^^^^^^^^^^ variable.other.constant.c constant.other.irql.c
_When_(return == STATUS_SUCCESS, _At_(*Length, _Out_range_(>, 0)))
// <------ storage.modifier.annotation.sal.c
//               ^^^^^^^^^^^^^^ constant.other.ntstatus.c
//                               ^^^^ storage.modifier.annotation.sal.c
//                                             ^^^^^^^^^^^ storage.modifier.annotation.sal.c
NTSTATUS ReadBlock(
    _In_ PDEVICE_OBJECT Device,
//  ^^^^ storage.modifier.annotation.sal.c
    _Out_writes_bytes_to_(Length, *Read) PVOID Buffer, IN OUT PULONG Length,
//  ^^^^^^^^^^^^^^^^^^^^^ storage.modifier.annotation.sal.c
//                                                     ^^ storage.modifier.annotation.direction.c
//                                                        ^^^ storage.modifier.annotation.direction.c
    IN const VOID *Source, __in_opt PVOID Context OPTIONAL)
//  ^^ storage.modifier.annotation.direction.c
//                         ^^^^^^^^ storage.modifier.annotation.sal.c
//                                                ^^^^^^^^ storage.modifier.annotation.direction.c
{
    PAGED_CODE();
//  ^^^^^^^^^^ keyword.other.paged-code.c
    PVOID block = ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, 'kclB');
//                                ^^^^^^^^^^^^^^^^^^^ constant.other.pool-kind.c
//                                                          ^^^^ constant.character.pool-tag.c
    if (block == NULL || KeGetCurrentIrql() > APC_LEVEL) {
//                                            ^^^^^^^^^ constant.other.irql.c
        KeBugCheckEx(IRQL_NOT_LESS_OR_EQUAL, 'a', '\n', '\\', 0);
//                   ^^^^^^^^^^^^^^^^^^^^^^ constant.other.bug-check.c
//                                            ^ - constant.character.pool-tag
//                                                 ^^ - constant.character.pool-tag
//                                                       ^^ - constant.character.pool-tag
    }
    Driver->MajorFunction[IRP_MJ_READ] = Read;
//                        ^^^^^^^^^^^ constant.other.irp-function.c
    DbgPrint("_In_ STATUS_SUCCESS 'Tag1'"); // _In_ PASSIVE_LEVEL, the driver's 'own'
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double.c - storage.modifier constant.other.ntstatus
//                                             ^^^^ comment.line.double-slash.c - storage.modifier
//                                                  ^^^^^^^^^^^^^ - constant.other.irql
    return STATUS_TOO_LATE_FOR_ME;
//         ^^^^^^^^^^^^^^^^^^^^^^ constant.other.ntstatus.c
}

enum { IN, OUT, OPTIONAL };
//     ^^ - storage.modifier
//         ^^^ - storage.modifier
//              ^^^^^^^^ - storage.modifier
int x = STATUS_SEVERITY(status);
//      ^^^^^^^^^^^^^^^ - constant.other.ntstatus
#if 0
_In_ PASSIVE_LEVEL
// <---- comment.block.preprocessor.if-branch.c - storage.modifier
//   ^^^^^^^^^^^^^ - constant.other.irql
#endif
#endif
