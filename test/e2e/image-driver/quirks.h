#pragma once
#include <ntddk.h>

/* Of user mode: what a library that was brought along had. */
__declspec(dllimport) PVOID __stdcall GetProcessHeap(VOID);
__declspec(dllimport) PVOID __stdcall HeapAlloc(PVOID Heap, ULONG Flags, SIZE_T Size);
__declspec(dllimport) BOOLEAN __stdcall HeapFree(PVOID Heap, ULONG Flags, PVOID Block);

#define RELEASE(Block) HeapFree(GetProcessHeap(), 0, (Block))

NTSTATUS StoreOpen(PVOID *Store, SIZE_T Size);
VOID StoreClose(PVOID Store);
ULONG StoreChecksum(VOID);
