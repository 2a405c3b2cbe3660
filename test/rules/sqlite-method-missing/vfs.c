// A file system whose files may change, and what SQLite then asks of it besides reading.
#include <ntddk.h>
#include "sqlite3.h"

int FileClose(sqlite3_file *File);
int FileRead(sqlite3_file *File, void *Buffer, int Length, sqlite3_int64 Offset);
int FileSize(sqlite3_file *File, sqlite3_int64 *Size);

static int FileWrite(sqlite3_file *File, const void *Buffer, int Length, sqlite3_int64 Offset)
{
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Buffer);
    UNREFERENCED_PARAMETER(Offset);
    return Length > 0 ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

static int FileCharacteristics(sqlite3_file *File)
{
    UNREFERENCED_PARAMETER(File);
    return SQLITE_IOCAP_ATOMIC512;
}

static const sqlite3_io_methods FileMethods = {  // want sqlite-method-missing error "FileMethods has no xFileControl, and SQLite calls it for each database"; want sqlite-method-missing warning "FileMethods has no xTruncate, xSync, xLock, xUnlock and xCheckReservedLock"
    .iVersion = 1,
    .xClose = FileClose,
    .xRead = FileRead,
    .xWrite = FileWrite,
    .xFileSize = FileSize,
    .xDeviceCharacteristics = FileCharacteristics,
};

static int VfsOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(FlagsOut);
    File->pMethods = &FileMethods;
    return SQLITE_OK;
}

static sqlite3_vfs FileVfs = {  // want sqlite-method-missing warning "FileVfs has no xRandomness, xSleep and xCurrentTime"
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 260,
    .zName = "files",
    .xOpen = VfsOpen,
    .xDelete = NULL,
    .xAccess = NULL,  // want sqlite-method-missing warning "xAccess of FileVfs is NULL, and SQLite calls it when it looks for a journal"
    .xFullPathname = NULL,  // want sqlite-method-missing error "xFullPathname of FileVfs is NULL"
};

/* Journals in memory are no files of a VFS. */
static const sqlite3_io_methods JournalMethods = {  // ok sqlite-method-missing
    .iVersion = 1,
    .xClose = FileClose,
    .xRead = FileRead,
    .xWrite = FileWrite,
    .xFileSize = FileSize,
};

void MakeJournal(sqlite3_file *Journal)
{
    Journal->pMethods = &JournalMethods;
}

/* Of two kinds of files one may be a journal. */
static const sqlite3_io_methods OtherMethods = {  // want sqlite-method-missing warning "OtherMethods has no xFileControl and xDeviceCharacteristics"
    .iVersion = 1,
    .xClose = FileClose,
    .xRead = FileRead,
    .xFileSize = FileSize,
};

static const sqlite3_io_methods BothMethods = {  // want sqlite-method-missing warning "BothMethods has no xFileControl"
    .iVersion = 1,
    .xClose = FileClose,
    .xRead = FileRead,
    .xFileSize = FileSize,
    .xDeviceCharacteristics = FileCharacteristics,
};

int BothOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(FlagsOut);
    File->pMethods = (Flags & SQLITE_OPEN_MAIN_DB) != 0 ? &BothMethods : &OtherMethods;
    return SQLITE_OK;
}

int sqlite3_os_init(void)
{
    return sqlite3_vfs_register(&FileVfs, 1);
}

int Wait(sqlite3 *Database)
{
    return sqlite3_busy_timeout(Database, 100);
}
