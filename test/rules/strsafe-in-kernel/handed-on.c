#include <ntddk.h>
#include <strsafe.h>        // want strsafe-in-kernel "for user mode"

// Who gets the HRESULT reads it as one: nothing to change unasked.
HRESULT CopyName(PSTR Name, SIZE_T Bytes, PCSTR From)
{
    HRESULT result = StringCbCopyA(Name, Bytes, From);      // want strsafe-in-kernel "StringCbCopyA"

    if (result == STRSAFE_E_INSUFFICIENT_BUFFER) {
        return StringCbCatA(Name, Bytes, "...");            // want strsafe-in-kernel "StringCbCatA"
    }
    return result;
}

// Nor does a comparison with a code of the other kind hold for an NTSTATUS.
NTSTATUS CutName(PSTR Name, SIZE_T Bytes, PCSTR From)
{
    NTSTATUS status = StringCbCopyA(Name, Bytes, From);     // want strsafe-in-kernel "StringCbCopyA"

    return status == STRSAFE_E_INSUFFICIENT_BUFFER ? STATUS_SUCCESS : status;
}
