// unit: target=10.0.19041
#pragma once
#include <ntddk.h>

#define DEVICE_TAG 'vDxE'
#define QUEUE_TAG 'uQxE'

typedef struct _DEVICE_CONTEXT {
    PVOID Registers;
    PVOID Queue;
    PVOID Shared;
    PVOID Adopted;
    union {
        PVOID Scratch;
        ULONG_PTR Bits;
    };
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;

typedef struct {
    PVOID Queue;
} FILE_CONTEXT, *PFILE_CONTEXT;

extern PVOID GlobalTable;

NTSTATUS PrepareDevice(_Inout_ PDEVICE_CONTEXT Device, _In_ SIZE_T Size, _In_ PVOID Given);
