#include <ntddk.h>
#include <ntstrsafe.h>

NTSTATUS NameDevice(PWSTR Name, SIZE_T Bytes, ULONG Index, PCSTR Text)
{
    CHAR copy[32];
    NTSTATUS result = STATUS_SUCCESS;
    NTSTATUS status;

    RtlStringCbPrintfW(Name, Bytes, L"\\Device\\Sample%u", Index);
    result = RtlStringCbCopyA(copy, sizeof(copy), Text);
    if (!NT_SUCCESS(result)) {
        return STATUS_UNSUCCESSFUL;
    }
    result = RtlStringCbCatA(copy, sizeof(copy), "!");
    if (NT_SUCCESS(result) &&
        NT_SUCCESS(RtlStringCchCatA(copy, RTL_NUMBER_OF(copy), "?"))) {
        Index++;
    }
    if (NT_SUCCESS(RtlStringCchCatA(copy, RTL_NUMBER_OF(copy), "."))) {
        Index--;
    }
    status = RtlStringCchCopyA(copy, RTL_NUMBER_OF(copy), Text);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    return RtlStringCbPrintfA(copy, sizeof(copy), "%lu", Index);
}
