#include <ntddk.h>
#include <windef.h>

DWORD Add(DWORD First, BOOL More)
{
    return More ? First + 1 : First;
}
