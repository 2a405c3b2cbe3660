#include "quirks.h"

extern const unsigned char QuirksDb[];

NTSTATUS StoreOpen(PVOID *Store, SIZE_T Size)
{
    *Store = HeapAlloc(GetProcessHeap(), 0, Size);
    return *Store != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

VOID StoreClose(PVOID Store)
{
    if (Store != NULL) {
        HeapFree(GetProcessHeap(), 0, Store);
    }
}

ULONG StoreChecksum(VOID)
{
    return QuirksDb[0] + (ULONG)QuirksDb[1];
}
