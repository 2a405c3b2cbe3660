/*
 * How SQLite is compiled into this driver. sqlite-build.c includes this header before sqlite3.c, the driver's own files
 * before sqlite3.h: both see the same SQLite.
 */
#pragma once

/*
 * 0: SQLite is called by a thread of the driver's own and by nobody else; it has no mutexes.
 * 1: it is called by whoever asks something, and takes the mutexes of sqlite-mutex.c.
 * sqlite-call.c is compiled for the one or the other.
 */
#define SQLITE_THREADSAFE 0

/* No operating system: the driver has sqlite3_os_init, a file system and an allocator. Nothing of the C runtime. */
#define SQLITE_OS_OTHER 1
#define SQLITE_ZERO_MALLOC
#define SQLITE_OMIT_LOCALTIME
#define SQLITE_OMIT_LOAD_EXTENSION

/* A file that is never written needs neither shared memory nor a mapping, and temporary files have no place. */
#define SQLITE_OMIT_WAL
#define SQLITE_MAX_MMAP_SIZE 0
#define SQLITE_TEMP_STORE 3

/* The driver initialises SQLite when all is configured, not whichever call comes first. */
#define SQLITE_OMIT_AUTOINIT

/* Each block comes from the pool, where special pool and the tag find it; sqlite-memory.c counts, SQLite need not. */
#define SQLITE_DEFAULT_LOOKASIDE 0,0
#define SQLITE_DEFAULT_PCACHE_INITSZ 0
#define SQLITE_DEFAULT_MEMSTATUS 0

/*
 * A kernel stack has 24 KB, and SQLite recurses: over an expression, the parts of a compound SELECT, a pattern, a JSON
 * text. The last two may be parameters, so these limits are not only against mistakes of one's own.
 */
#define SQLITE_MAX_EXPR_DEPTH 20
#define SQLITE_MAX_COMPOUND_SELECT 10
#define SQLITE_MAX_LIKE_PATTERN_LENGTH 64
#define SQLITE_JSON_MAX_DEPTH 20

/* The longest text or blob, in bytes: no value takes more of the pool. And the longest query. */
#define SQLITE_MAX_LENGTH 1000000
#define SQLITE_MAX_SQL_LENGTH 100000

/* There is one database, and what the queries of this driver do not use. */
#define SQLITE_MAX_ATTACHED 0
#define SQLITE_OMIT_SHARED_CACHE
#define SQLITE_OMIT_PROGRESS_CALLBACK
#define SQLITE_OMIT_DEPRECATED

/* "name" is a column and never a text, as a misspelt column would be. */
#define SQLITE_DQS 0

/* Without assertions: a debug build of the driver is no debug build of SQLite. */
#ifndef NDEBUG
#define NDEBUG
#endif
