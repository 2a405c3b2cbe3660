#include <ntddk.h>
#include "vendor_library.h"
#include "own.h"

VOID Start(HANDLE Key)
{
    RegRenameKey(Key, L"a", L"b");  // ok user-mode-api
    CopyFile(L"a", L"b");           // ok user-mode-api
    MoveFile(L"a", L"b");           // want user-mode-api error "MoveFile"
}
