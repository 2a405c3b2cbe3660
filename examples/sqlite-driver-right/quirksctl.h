/* What the Quirks driver and the applications that talk to it share. */
#pragma once

#define QUIRKS_DEVICE_TYPE 0x8471

/* Looks one device up: QUIRKS_QUERY in, QUIRKS_REPLY out. */
#define IOCTL_QUIRKS_FIND CTL_CODE(QUIRKS_DEVICE_TYPE, 0x801, METHOD_BUFFERED, FILE_READ_ACCESS)

/* The latest queries, newest first: an array of QUIRKS_QUERY out, as many as fit. */
#define IOCTL_QUIRKS_HISTORY CTL_CODE(QUIRKS_DEVICE_TYPE, 0x802, METHOD_BUFFERED, FILE_READ_ACCESS)

/* Reads the driver's settings again. */
#define IOCTL_QUIRKS_RELOAD CTL_CODE(QUIRKS_DEVICE_TYPE, 0x803, METHOD_BUFFERED, FILE_WRITE_ACCESS)

#define QUIRKS_NAME_LENGTH 64

typedef struct _QUIRKS_QUERY {
    USHORT VendorId;
    USHORT DeviceId;
} QUIRKS_QUERY, *PQUIRKS_QUERY;

typedef struct _QUIRKS_REPLY {
    ULONG Flags;
    CHAR Name[QUIRKS_NAME_LENGTH];
} QUIRKS_REPLY, *PQUIRKS_REPLY;
