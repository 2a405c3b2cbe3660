/* SQLite's view of the file system. */
#include "driver.h"

typedef struct _QUIRKS_FILE {
    sqlite3_file Base;
    HANDLE Handle;
} QUIRKS_FILE, *PQUIRKS_FILE;

static int FileClose(sqlite3_file *File)
{
    CloseHandle(((PQUIRKS_FILE)File)->Handle);  // wrong: user mode
    return SQLITE_OK;
}

static int FileRead(sqlite3_file *File, void *Buffer, int Length, sqlite3_int64 Offset)
{
    OVERLAPPED overlapped = {0};
    DWORD done = 0;

    overlapped.Offset = (DWORD)Offset;
    overlapped.OffsetHigh = (DWORD)(Offset >> 32);
    if (!ReadFile(((PQUIRKS_FILE)File)->Handle, Buffer, Length, &done, &overlapped)) {  // wrong: user mode
        return SQLITE_IOERR_READ;
    }
    return done == (DWORD)Length ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int FileSize(sqlite3_file *File, sqlite3_int64 *Size)
{
    LARGE_INTEGER size;

    if (!GetFileSizeEx(((PQUIRKS_FILE)File)->Handle, &size)) {  // wrong: user mode
        return SQLITE_IOERR_FSTAT;
    }
    *Size = size.QuadPart;
    return SQLITE_OK;
}

static int FileCharacteristics(sqlite3_file *File)
{
    UNREFERENCED_PARAMETER(File);
    return SQLITE_IOCAP_IMMUTABLE;
}

static const sqlite3_io_methods FileMethods = {
    .iVersion = 1,
    .xClose = FileClose,
    .xRead = FileRead,
    .xFileSize = FileSize,
    .xFileControl = NULL,  // wrong: SQLite calls it for every database that it opens
    .xDeviceCharacteristics = FileCharacteristics,
};

static int VfsOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    PQUIRKS_FILE file = (PQUIRKS_FILE)File;
    WCHAR path[MAX_PATH];
    ULONG bytes;

    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Flags);

    RtlUTF8ToUnicodeN(path, sizeof(path), &bytes, Name, (ULONG)strlen(Name) + 1);
    // wrong: user mode
    file->Handle = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file->Handle == INVALID_HANDLE_VALUE) {
        return SQLITE_CANTOPEN;
    }
    file->Base.pMethods = &FileMethods;
    if (FlagsOut != NULL) {
        *FlagsOut = SQLITE_OPEN_READONLY;
    }
    return SQLITE_OK;
}

static int VfsFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName)
{
    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Length);
    strcpy(FullName, Name);  // wrong: writes on behind the end of FullName
    return SQLITE_OK;
}

static int VfsSleep(sqlite3_vfs *Vfs, int Microseconds)
{
    UNREFERENCED_PARAMETER(Vfs);
    Sleep(Microseconds / 1000);  // wrong: user mode
    return Microseconds;
}

// wrong: mxPathname is 0, so that nothing can be opened; xRandomness and a method that tells the time are missing
sqlite3_vfs QuirksVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),  // wrong: VfsOpen writes to a QUIRKS_FILE, which is larger
    .zName = "quirks",
    .xOpen = VfsOpen,
    .xDelete = NULL,
    .xAccess = NULL,
    .xFullPathname = VfsFullPathname,
    .xSleep = VfsSleep,
};

int sqlite3_os_init(void)
{
    return sqlite3_vfs_register(&QuirksVfs, 1);
}
