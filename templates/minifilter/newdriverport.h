/* What the NewDriver minifilter and the programs that listen to it share. */
#pragma once

/* Only administrators and the system connect; one program at a time. */
#define NEW_DRIVER_PORT_NAME L"\\NewDriverPort"

/* In characters with the zero at the end; without the dot before it: "txt". */
#define NEW_DRIVER_EXTENSION_LENGTH 16

/* What a program sends: one of these numbers, and what it needs. */
#define NEW_DRIVER_COMMAND_WATCH 1
#define NEW_DRIVER_COMMAND_GET_STATISTICS 2

/* The structures have no padding: a reply shows no memory that was not meant. */
typedef struct _NEW_DRIVER_COMMAND {
    ULONG Number;
    /* NEW_DRIVER_COMMAND_WATCH: opens of files with this extension are reported from now on. */
    WCHAR Extension[NEW_DRIVER_EXTENSION_LENGTH];
} NEW_DRIVER_COMMAND, *PNEW_DRIVER_COMMAND;

/* The reply to NEW_DRIVER_COMMAND_GET_STATISTICS. */
typedef struct _NEW_DRIVER_STATISTICS {
    ULONGLONG Sent;
    /* Opens that nobody was told of: the listener was too slow or went away, or memory was short. */
    ULONGLONG Lost;
} NEW_DRIVER_STATISTICS, *PNEW_DRIVER_STATISTICS;

/* What the driver sends: a file was opened. */
typedef struct _NEW_DRIVER_REPORT {
    /* In units of 100 nanoseconds since 1601, UTC. */
    LONGLONG Time;
    ULONG ProcessId;
    /* In bytes; the name, \Device\HarddiskVolume3\..., has no zero at its end. */
    ULONG NameLength;
    WCHAR Name[ANYSIZE_ARRAY];
} NEW_DRIVER_REPORT, *PNEW_DRIVER_REPORT;

/* In bytes: no name in the kernel is longer than a UNICODE_STRING can be. */
#define NEW_DRIVER_REPORT_MAXIMUM (FIELD_OFFSET(NEW_DRIVER_REPORT, Name) + 65534)
