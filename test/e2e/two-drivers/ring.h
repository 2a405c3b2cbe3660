/* A ring of buffers that a device fills and programs read. */
#include <ntddk.h>

#define RING_TAG 'gniR'

#define IOCTL_RING_READ CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_RING_PEEK CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_NEITHER, FILE_ANY_ACCESS)

typedef struct _RING {
    FAST_MUTEX Readers;
    FAST_MUTEX Writers;
    KSPIN_LOCK Lock;
    KDPC Dpc;
    ULONG Count;
} RING, *PRING;

PRING RingCreate(VOID);
VOID RingDrain(PRING Ring);
VOID RingFill(PRING Ring);
