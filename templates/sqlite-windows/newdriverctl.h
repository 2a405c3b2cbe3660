/*
 * What the NewDriver driver and the programs that talk to it share; both say before what CTL_CODE is. The structures
 * are the same for programs of 32 and of 64 bits.
 */
#pragma once

/* For CreateFile. */
#define NEW_DRIVER_PATH L"\\\\.\\NewDriver"

/* Types from 0x8000 on and functions from 0x800 on are not Microsoft's. */
#define NEW_DRIVER_DEVICE_TYPE 0x8000u

/*
 * Runs a query of the driver's table: NEW_DRIVER_QUERY and its parameters in, NEW_DRIVER_RESULT and its values out.
 * Where not all rows fit there are as many as do, and STATUS_BUFFER_OVERFLOW says so; for programs it is
 * ERROR_MORE_DATA.
 */
#define IOCTL_NEW_DRIVER_RUN_QUERY CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x800, METHOD_BUFFERED, FILE_READ_ACCESS)

/* The table itself: NEW_DRIVER_RESULT out, a row for each query with its number, what it answers, and its SQL. */
#define IOCTL_NEW_DRIVER_LIST_QUERIES CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x801, METHOD_BUFFERED, FILE_READ_ACCESS)

/* NEW_DRIVER_STATISTICS out. */
#define IOCTL_NEW_DRIVER_GET_STATISTICS CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x802, METHOD_BUFFERED, FILE_READ_ACCESS)

/*
 * In builds with NEW_DRIVER_FAULT_INJECTION alone. A ULONG in: from now on every n-th time that SQLite asks for
 * memory it gets none; with 0 it always gets some.
 */
#define IOCTL_NEW_DRIVER_FAIL_EVERY CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x803, METHOD_BUFFERED, FILE_WRITE_ACCESS)

/* As SQLite numbers its types. */
#define NEW_DRIVER_INTEGER 1
#define NEW_DRIVER_REAL 2
#define NEW_DRIVER_TEXT 3
#define NEW_DRIVER_BLOB 4
#define NEW_DRIVER_NULL 5

/*
 * A value; its data stand behind it. Of an integer they are a LONG64, of a real number a double, of a text its UTF-8
 * without a zero at the end. Zeros fill them up to a multiple of 8 bytes, so that the next value is aligned.
 */
typedef struct _NEW_DRIVER_VALUE {
    ULONG Type;

    /* Of the data, in bytes, without what fills them up. */
    ULONG Length;
} NEW_DRIVER_VALUE, *PNEW_DRIVER_VALUE;

#define NEW_DRIVER_PADDED(Length) (((ULONGLONG)(Length) + 7) & ~7ULL)

/* A query by its number: its place in the table, counted from 0. The values of its parameters stand behind it. */
typedef struct _NEW_DRIVER_QUERY {
    ULONG Number;
    ULONG ParameterCount;
} NEW_DRIVER_QUERY, *PNEW_DRIVER_QUERY;

/* Behind it stand the names of the columns, as texts, and then the rows: a value for each column. */
typedef struct _NEW_DRIVER_RESULT {
    ULONG RowCount;
    ULONG ColumnCount;
} NEW_DRIVER_RESULT, *PNEW_DRIVER_RESULT;

typedef struct _NEW_DRIVER_STATISTICS {
    /* What SQLite holds of the paged pool now: the open database and the pages that it has read. */
    LONG64 MemoryBlocks;
    LONG64 MemoryBytes;

    /* How often it has asked for memory since the driver was loaded. */
    LONG64 MemoryRequests;

    /* SQLITE_VERSION_NUMBER: 3054001 is 3.54.1. */
    ULONG SqliteVersion;

    /* SQLITE_THREADSAFE. */
    ULONG SqliteThreadSafe;
} NEW_DRIVER_STATISTICS, *PNEW_DRIVER_STATISTICS;
