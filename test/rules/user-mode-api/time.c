#include <ntddk.h>

ULONG Wait(ULONG Milliseconds, LARGE_INTEGER *Counter)
{
    ULONG start = GetTickCount();           // want user-mode-api "GetTickCount"
    ULONGLONG interval = GetTickCount64();  // want user-mode-api "GetTickCount64"
    LARGE_INTEGER frequency;

    Sleep(Milliseconds + 1);                // want user-mode-api "Sleep"
    if (interval == 0)
        Sleep(10);                          // want user-mode-api "Sleep"
    QueryPerformanceCounter(Counter);       // want user-mode-api "QueryPerformanceCounter"
    QueryPerformanceCounter(&frequency);    // want user-mode-api "QueryPerformanceCounter"
    QueryPerformanceFrequency(&frequency);  // want user-mode-api "QueryPerformanceFrequency"
    return GetTickCount() - start;          // want user-mode-api "GetTickCount"
}
