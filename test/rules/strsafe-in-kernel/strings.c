#include <ntddk.h>
#include <strsafe.h>        // want strsafe-in-kernel "for user mode"; ok user-mode-header
#include <ntstrsafe.h>      // ok strsafe-in-kernel

static HRESULT StringCchCatW(PWSTR To, SIZE_T Length, PCWSTR From)
{
    UNREFERENCED_PARAMETER(Length);
    To[0] = From[0];
    return 0;
}

VOID NameDevice(PWSTR Name, SIZE_T Bytes, ULONG Index)
{
    StringCbPrintfW(Name, Bytes, L"\\Device\\Sample%u", Index);    // want strsafe-in-kernel "RtlStringCbPrintfW"
    StringCchCopy(Name, Bytes / sizeof(WCHAR), L"a");               // want strsafe-in-kernel "RtlStringCchCopy and returns an HRESULT"
    StringCchCatW(Name, Bytes, L"b");                               // ok strsafe-in-kernel
    StringFromGuid(Name);                                           // ok strsafe-in-kernel
    RtlStringCbPrintfW(Name, Bytes, L"%u", Index);                  // ok strsafe-in-kernel
#ifdef OTHER_BUILD
    StringCbPrintfA((PSTR)Name, Bytes, "%u", Index);                // ok strsafe-in-kernel
#endif
}
