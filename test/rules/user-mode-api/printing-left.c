#include <ntddk.h>

// No floating point, no wide text above PASSIVE_LEVEL, no format that nobody sees, no number of characters.
ULONG Report(PCSTR Name, PCWSTR Title, ULONG Count)
{
    printf("%f\n", 0.5);                                        // want user-mode-api "printf"
    printf("%ls\n", Title);                                     // want user-mode-api "printf"
    printf(Name, Count);                                        // want user-mode-api "printf"
    Count += printf("%u\n", Count);                             // want user-mode-api "printf"
    OutputDebugStringW(Title);                                  // want user-mode-api "OutputDebugStringW"
    return Count;
}
