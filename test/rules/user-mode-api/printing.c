#include <ntddk.h>

VOID Report(PCSTR Name, PCWSTR Title, ULONG Count, va_list Arguments)
{
    printf("%s: %u files\n", Name, Count);                      // want user-mode-api "printf"
    (void)printf (                                              // want user-mode-api "printf"
        "%d%% of %-8s done\n",
        50, Name);
    fprintf(stderr, "%s: %lu of %I64u\n", Name, Count, 4ull);   // want user-mode-api "fprintf"
    vfprintf(stdout, "%s\n", Arguments);                        // want user-mode-api "vfprintf"
    puts(Name);                                                 // want user-mode-api "puts"
    fputs("failed\n", stderr);                                  // want user-mode-api "fputs"
    OutputDebugStringA(Name);                                   // want user-mode-api "OutputDebugStringA"
    OutputDebugStringW(L"100% done\n");                         // want user-mode-api "OutputDebugStringW"
    for (; Count > 0; Count--, putchar('.')) {                  // want user-mode-api "putchar"
        Name++;
    }
}
