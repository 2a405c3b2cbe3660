/* What the NewDriver driver and the programs that talk to it share; both say before what a GUID and CTL_CODE are. */
#pragma once

/* Programs find the devices by this interface, whatever they are called. */
DEFINE_GUID(GUID_DEVINTERFACE_NEW_DRIVER,
    0x11111111, 0x1111, 0x1111, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11);

/* Each device keeps the message that was written to it last. A longer one is refused. */
#define NEW_DRIVER_MESSAGE_MAXIMUM 4096

/* Types from 0x8000 on and functions from 0x800 on are not Microsoft's. */
#define NEW_DRIVER_DEVICE_TYPE 0x8000U

/* A part of the message: NEW_DRIVER_RANGE in, as many of its bytes as there are out. */
#define IOCTL_NEW_DRIVER_READ_RANGE CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x800, METHOD_BUFFERED, FILE_READ_ACCESS)

/* NEW_DRIVER_STATISTICS out. */
#define IOCTL_NEW_DRIVER_GET_STATISTICS CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x801, METHOD_BUFFERED, FILE_READ_ACCESS)

/* The device forgets its message; nothing in, nothing out. */
#define IOCTL_NEW_DRIVER_CLEAR CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x802, METHOD_BUFFERED, FILE_WRITE_ACCESS)

/* The structures are the same for programs of 32 and of 64 bits, and have no padding that could show kernel memory. */
typedef struct _NEW_DRIVER_RANGE {
    ULONG Offset;
    ULONG Length;
} NEW_DRIVER_RANGE, *PNEW_DRIVER_RANGE;

typedef struct _NEW_DRIVER_STATISTICS {
    ULONGLONG Reads;
    ULONGLONG Writes;
    /* In bytes; 0 where there is no message. */
    ULONGLONG MessageLength;
} NEW_DRIVER_STATISTICS, *PNEW_DRIVER_STATISTICS;
