#include <ntddk.h>
#include <strsafe.h>        // want strsafe-in-kernel "for user mode"

NTSTATUS NameDevice(PWSTR Name, SIZE_T Bytes, ULONG Index, PCSTR Text)
{
    CHAR copy[32];
    HRESULT result = S_OK;
    NTSTATUS status;

    StringCbPrintfW(Name, Bytes, L"\\Device\\Sample%u", Index);     // want strsafe-in-kernel "StringCbPrintfW"
    result = StringCbCopyA(copy, sizeof(copy), Text);               // want strsafe-in-kernel "StringCbCopyA"
    if (FAILED(result)) {
        return STATUS_UNSUCCESSFUL;
    }
    result = StringCbCatA(copy, sizeof(copy), "!");                 // want strsafe-in-kernel "StringCbCatA"
    if (SUCCEEDED(result) &&
        SUCCEEDED(StringCchCatA(copy, RTL_NUMBER_OF(copy), "?"))) { // want strsafe-in-kernel "StringCchCatA"
        Index++;
    }
    if (!FAILED(StringCchCatA(copy, RTL_NUMBER_OF(copy), "."))) {   // want strsafe-in-kernel "StringCchCatA"
        Index--;
    }
    status = StringCchCopyA(copy, RTL_NUMBER_OF(copy), Text);       // want strsafe-in-kernel "StringCchCopyA"
    if (!NT_SUCCESS(status)) {
        return status;
    }
    return StringCbPrintfA(copy, sizeof(copy), "%lu", Index);       // want strsafe-in-kernel "StringCbPrintfA"
}
