/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How SQLite is compiled into this module. sqlite-build.c includes this header before sqlite3.c, the module's own files
 * before sqlite3.h: both see the same SQLite.
 */
#ifndef NEW_DRIVER_SQLITE_OPTIONS_H
#define NEW_DRIVER_SQLITE_OPTIONS_H

/*
 * 0: SQLite is called by a thread of the module's own and by nobody else; it has no mutexes.
 * 1: it is called by whoever asks something, and takes the mutexes of sqlite-mutex.c.
 * sqlite-call.c is compiled for the one or the other.
 */
#define SQLITE_THREADSAFE 0

/* No operating system: the module has sqlite3_os_init, file systems and an allocator. Nothing of the C library. */
#define SQLITE_OS_OTHER 1
#define SQLITE_ZERO_MALLOC
#define SQLITE_OMIT_LOCALTIME
#define SQLITE_OMIT_LOAD_EXTENSION

/*
 * Neither shared memory nor mappings. What is temporary stays in memory, a statement's own journal too: files have
 * names here.
 */
#define SQLITE_OMIT_WAL
#define SQLITE_MAX_MMAP_SIZE 0
#define SQLITE_TEMP_STORE 3
#define SQLITE_STMTJRNL_SPILL -1

/* What is committed stays so: the directory is synced when the journal is gone from it. */
#define SQLITE_DEFAULT_SYNCHRONOUS 3

/* The module initialises SQLite when all is configured, not whichever call comes first. */
#define SQLITE_OMIT_AUTOINIT

/* Each block is one of the kernel's, where KASAN sees its end; sqlite-memory.c counts, SQLite need not. */
#define SQLITE_DEFAULT_LOOKASIDE 0,0
#define SQLITE_DEFAULT_PCACHE_INITSZ 0
#define SQLITE_DEFAULT_MEMSTATUS 0

/*
 * A kernel stack has 16 KB, and SQLite recurses: over an expression, the parts of a compound SELECT, a trigger, a
 * pattern, a JSON text. The last two may be parameters, so these limits are not only against mistakes of one's own.
 */
#define SQLITE_MAX_EXPR_DEPTH 20
#define SQLITE_MAX_COMPOUND_SELECT 10
#define SQLITE_MAX_TRIGGER_DEPTH 4
#define SQLITE_MAX_LIKE_PATTERN_LENGTH 64
#define SQLITE_JSON_MAX_DEPTH 20

/* The longest text or blob, in bytes: one instruction of a query takes no longer than over that. The longest query. */
#define SQLITE_MAX_LENGTH 1000000
#define SQLITE_MAX_SQL_LENGTH 100000

/* Each connection has one database, and what the queries of this module do not use. */
#define SQLITE_MAX_ATTACHED 0
#define SQLITE_OMIT_SHARED_CACHE
#define SQLITE_OMIT_DEPRECATED

/* "name" is a column and never a text, as a misspelt column would be. */
#define SQLITE_DQS 0

/* Without assertions: a debug build of the module is no debug build of SQLite. */
#ifndef NDEBUG
#define NDEBUG
#endif

#endif
