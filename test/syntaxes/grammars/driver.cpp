// SYNTAX TEST "source.cpp" "a Windows driver in C++"

_Must_inspect_result_ _IRQL_requires_same_
// <--------------------- storage.modifier.annotation.sal.c
//                    ^^^^^^^^^^^^^^^^^^^^ storage.modifier.annotation.sal.c
extern "C" NTSTATUS Write(_In_reads_bytes_(Length) const void *Buffer, _Inout_updates_(Count) ULONG *Items);
//                        ^^^^^^^^^^^^^^^^ storage.modifier.annotation.sal.c
//                                                                     ^^^^^^^^^^^^^^^ storage.modifier.annotation.sal.c

class Device {
    PAGED_CODE_SEG NTSTATUS Start(_In_ WDFDEVICE device);
//  ^^^^^^^^^^^^^^ storage.modifier.section.c
//                                ^^^^ storage.modifier.annotation.sal.c
    static EVT_WDF_TIMER OnTimer;
//         ^^^^^^^^^^^^^ support.type.role.c
    static constexpr ULONG Tag = 'ecvD';
//                                ^^^^ constant.character.pool-tag.c
    wchar_t letter = L'x';
//                    ^^^ - constant.character.pool-tag
};

NTSTATUS Device::Start(WDFDEVICE device)
{
    PAGED_CODE();
//  ^^^^^^^^^^ keyword.other.paged-code.c
    auto memory = ExAllocatePoolWithTag(NonPagedPoolNx, 8, Tag);
//                                      ^^^^^^^^^^^^^^ constant.other.pool-kind.c
    ULONG million = 1'000'000;
//                    ^^^ - constant.character.pool-tag
    auto text = R"(_In_ STATUS_SUCCESS)";
//                 ^^^^ - storage.modifier
    return memory ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
//                  ^^^^^^^^^^^^^^ constant.other.ntstatus.c
//                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constant.other.ntstatus.c
}
