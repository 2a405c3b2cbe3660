/* Objects of what stands for the framework; see wdf-objects.c. */
#pragma once

#include <ntddk.h>
#include <wdf.h>

/* What a driver must not do. */
#define WRONG(...) DbgPrint("wdf wrong: " __VA_ARGS__)

typedef enum _KIND { KindDriver = 0x4B01, KindDevice, KindQueue, KindRequest, KindMemory, KindSpinLock } KIND;

typedef struct _OBJECT {
    KIND Kind;
    LONG References;
    BOOLEAN Deleted;
    struct _OBJECT *Parent;
    LIST_ENTRY Children;
    LIST_ENTRY Sibling;
    WDF_OBJECT_ATTRIBUTES Attributes;
    /* A driver's context of the object. */
    PVOID Context;
    /* KindRequest: what it stands for. KindMemory: what is in it. KindSpinLock: whether it is held. */
    PIRP Irp;
    PVOID Buffer;
    size_t BufferSize;
    BOOLEAN Held;
} OBJECT;

/* What stands for the driver; the parent of objects that are given none. */
extern OBJECT *DriverHandle;
/* How many spin locks are held. */
extern LONG LocksHeld;

/* The object of a handle; complains of one of another kind. */
OBJECT *As(KIND Kind, PVOID Handle);

NTSTATUS Create(KIND Kind, PWDF_OBJECT_ATTRIBUTES Attributes, OBJECT *Parent, OBJECT **Created);
