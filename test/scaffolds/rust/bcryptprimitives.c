/* A module of Windows that Wine 8 lacks: Rust's standard library has its random numbers from there. */
#include <windows.h>
#include <ntsecapi.h>

BOOL WINAPI ProcessPrng(BYTE *Data, SIZE_T Length);

BOOL WINAPI ProcessPrng(BYTE *Data, SIZE_T Length)
{
    return RtlGenRandom(Data, (ULONG)Length);
}
