/* mingw-w64's ntstrsafe.h and the routines for UNICODE_STRING that it has not; for tests alone. */
#ifndef DRIVERLENS_SHIM_NTSTRSAFE_H
#define DRIVERLENS_SHIM_NTSTRSAFE_H

#include_next <ntstrsafe.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Inline functions in the kit. */
NTSTATUS RtlUnicodeStringPrintf(_Inout_ PUNICODE_STRING DestinationString, _In_ PCWSTR pszFormat, ...);

#ifdef __cplusplus
}
#endif

#endif
