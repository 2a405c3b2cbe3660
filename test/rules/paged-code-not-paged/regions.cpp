#include <ntddk.h>

#pragma code_seg(push)
#pragma code_seg("PAGE")

NTSTATUS Open(PDEVICE_OBJECT Device) // ok paged-code-not-paged
{
    PAGED_CODE();
    IoInvalidateDeviceState(Device);
    return STATUS_SUCCESS;
}

#pragma code_seg()

NTSTATUS Start(PDEVICE_OBJECT Device) // want paged-code-not-paged "is in no paged section"
{
    PAGED_CODE();
    IoInvalidateDeviceState(Device);
    return STATUS_SUCCESS;
}

__declspec(code_seg(".text")) NTSTATUS Stop(PDEVICE_OBJECT Device) // want paged-code-not-paged
{
    PAGED_CODE();
    IoInvalidateDeviceState(Device);
    return STATUS_SUCCESS;
}

NTSTATUS WithCallback() // ok paged-code-not-paged
{
    auto onDone = [](PDEVICE_OBJECT Device) {
        PAGED_CODE();
        IoInvalidateDeviceState(Device);
    };
    onDone(nullptr);
    return STATUS_SUCCESS;
}

#pragma code_seg(pop)
