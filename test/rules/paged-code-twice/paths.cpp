#include <ntddk.h>

#define ENTER_PAGED() { PAGED_CODE(); DbgPrint("%s\n", __FUNCTION__); }

NTSTATUS Start(PDEVICE_OBJECT Device)
{
    PAGED_CODE();

    if (Device == nullptr)
    {
        PAGED_CODE(); // want paged-code-twice hint "Start asserts its IRQL with PAGED_CODE again"
        return STATUS_INVALID_PARAMETER;
    }

    // Still below DISPATCH_LEVEL.
    PAGED_CODE(); // want paged-code-twice
    return STATUS_SUCCESS;
}

NTSTATUS OneEach(PDEVICE_OBJECT Device)
{
    if (Device == nullptr)
    {
        PAGED_CODE(); // ok paged-code-twice
        return STATUS_INVALID_PARAMETER;
    }
    PAGED_CODE(); // ok paged-code-twice
    return STATUS_SUCCESS;
}

NTSTATUS Select(ULONG Code)
{
    switch (Code)
    {
    case 1:
        PAGED_CODE(); // ok paged-code-twice
        return STATUS_SUCCESS;
    case 2:
        PAGED_CODE(); // ok paged-code-twice
        return STATUS_NO_MEMORY;
    default:
        return STATUS_NOT_SUPPORTED;
    }
}

NTSTATUS Traced()
{
    ENTER_PAGED();
    PAGED_CODE(); // want paged-code-twice
    return STATUS_SUCCESS;
}

NTSTATUS TracedBehind()
{
    PAGED_CODE();
    ENTER_PAGED(); // want paged-code-twice
    return STATUS_SUCCESS;
}

NTSTATUS OtherFunction()
{
    PAGED_CODE();
    auto onDone = [] {
        PAGED_CODE(); // ok paged-code-twice
    };
    onDone();
    return STATUS_SUCCESS;
}

NTSTATUS TwoKinds()
{
    PAGED_CODE();
    PAGED_CODE_LOCKED(); // want paged-code-twice "PAGED_CODE_LOCKED"
    return STATUS_SUCCESS;
}

NTSTATUS OtherBuild()
{
#ifdef CHECK_EARLY
    PAGED_CODE();
#endif
    ULONG major = 0;
    RtlGetVersion(nullptr);
    PAGED_CODE(); // ok paged-code-twice
    return major == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
