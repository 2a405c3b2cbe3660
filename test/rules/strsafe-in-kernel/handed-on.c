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
