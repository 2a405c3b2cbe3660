#include <ntddk.h>

#define SET_NAME(To, From) StringCbCopyW(To, sizeof(To), From)  // want strsafe-in-kernel "user-mode form of RtlStringCbCopyW"
#define SET_TEXT(To, From) RtlStringCbCopyW(To, sizeof(To), From)   // ok strsafe-in-kernel

VOID SetNames(PCWSTR Name)
{
    WCHAR name[16];
    WCHAR text[16];
    SET_NAME(name, Name);       // ok strsafe-in-kernel
    SET_TEXT(text, Name);
}
