/*
 * What the driver and the programs that talk to it share: codes, limits, structures. CTL_CODE comes from <ntddk.h> in the
 * driver and from <winioctl.h> in a program. Structures look the same to programs of 32 and of 64 bits.
 */
#pragma once

/* For CreateFile. */
#define NEW_DRIVER_PATH L"\\\\.\\NewDriver"

/* A write of so many bytes at most is one message; a read takes the oldest one. */
#define NEW_DRIVER_MESSAGE_BYTES 1024

/* So many messages wait at most. */
#define NEW_DRIVER_MESSAGE_COUNT 64

/* Device types from 0x8000 and functions from 0x800 are for others than Microsoft. Unsigned: CTL_CODE shifts it. */
#define NEW_DRIVER_DEVICE_TYPE 0x8000U

/* NEW_DRIVER_STATUS out. */
#define IOCTL_NEW_DRIVER_QUERY CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x800, METHOD_BUFFERED, FILE_READ_ACCESS)

/*
 * The messages that wait, oldest first, which stay where they are: NEW_DRIVER_RECORDs out, as many as fit. There were more
 * where the request ends with ERROR_MORE_DATA. The driver writes into the caller's own pages, which begin at a multiple of
 * NEW_DRIVER_RECORD_ALIGNMENT.
 */
#define IOCTL_NEW_DRIVER_PEEK CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x801, METHOD_OUT_DIRECT, FILE_READ_ACCESS)

/* Drops all messages that wait; nothing in, nothing out. */
#define IOCTL_NEW_DRIVER_CLEAR CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x802, METHOD_BUFFERED, FILE_WRITE_ACCESS)

typedef struct _NEW_DRIVER_STATUS {
    /* Messages that wait, and their bytes. */
    ULONG Messages;
    ULONG Bytes;

    /* Handles to the device, the caller's among them. */
    ULONG Handles;

    /* Writes that came when there was no room. */
    ULONG Refused;

    /* Messages since the driver was loaded. */
    ULONGLONG Written;
    ULONGLONG Taken;
} NEW_DRIVER_STATUS, *PNEW_DRIVER_STATUS;

#define NEW_DRIVER_RECORD_ALIGNMENT 8

typedef struct _NEW_DRIVER_RECORD {
    /* From this record to the next one; 0 in the last. */
    ULONG NextOffset;

    /* Of Data, in bytes. */
    ULONG Length;

    /* When the message was written: a FILETIME, 100 ns since 1601, UTC. */
    ULONGLONG Time;

    UCHAR Data[ANYSIZE_ARRAY];
} NEW_DRIVER_RECORD, *PNEW_DRIVER_RECORD;
