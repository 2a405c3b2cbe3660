/*
 * Asks a driver made from the template `wdm` for what its own program never asks: wrong sizes, unknown codes, too
 * much. Prints a line for each request: its name, a Windows error code, bytes, what came of it.
 */
#include <windows.h>
#include <winioctl.h>
#include <stdio.h>
#include "newdriverctl.h"

C_ASSERT(sizeof(NEW_DRIVER_STATUS) == 32);
C_ASSERT(FIELD_OFFSET(NEW_DRIVER_RECORD, Data) == 16);

static HANDLE Device;
/* Aligned for records; larger than all that the driver can give. */
static ULONGLONG Buffer[(NEW_DRIVER_MESSAGE_COUNT + 2) * (NEW_DRIVER_MESSAGE_BYTES + 32) / sizeof(ULONGLONG)];
static BYTE *const Bytes = (BYTE *)Buffer;

static HANDLE Open(DWORD access)
{
    return CreateFileW(NEW_DRIVER_PATH, access, 0, NULL, OPEN_EXISTING, 0, NULL);
}

static void Result(const char *name, BOOL success, DWORD bytes, const char *more)
{
    printf("%s: error %lu, %lu bytes%s\n", name, success ? ERROR_SUCCESS : GetLastError(), bytes, more);
    fflush(stdout);
}

static BOOL Control(const char *name, HANDLE device, DWORD code, void *buffer, DWORD capacity)
{
    DWORD bytes = 0;
    BOOL success = DeviceIoControl(device, code, NULL, 0, buffer, capacity, &bytes, NULL);

    Result(name, success, bytes, "");
    return success;
}

static void Write(const char *name, DWORD length)
{
    DWORD bytes = 0;
    BOOL success;

    memset(Bytes, 'a', length);
    success = WriteFile(Device, Bytes, length, &bytes, NULL);
    Result(name, success, bytes, "");
}

/* Bytes behind what was read are looked at, too. */
static void Read(const char *name, DWORD capacity)
{
    DWORD bytes = 0;
    BOOL success;

    memset(Bytes, '.', capacity + 1);
    success = ReadFile(Device, Bytes, capacity, &bytes, NULL);
    Result(name, success, bytes,
           Bytes[bytes] != '.' ? ", written behind its end" : bytes > 0 && Bytes[bytes - 1] == 'a' ? ", as written" : "");
}

static void Status(const char *name)
{
    NEW_DRIVER_STATUS status;
    DWORD bytes;

    DeviceIoControl(Device, IOCTL_NEW_DRIVER_QUERY, NULL, 0, &status, sizeof(status), &bytes, NULL);
    printf("%s: %lu messages, %lu bytes, %lu handles, %llu written, %llu taken, %lu refused\n", name, status.Messages,
           status.Bytes, status.Handles, status.Written, status.Taken, status.Refused);
}

/* How many records there are, and whether they are the ones that were written: of 1, 2, 3 ... bytes. */
static void Peek(const char *name, DWORD capacity)
{
    DWORD bytes = 0;
    DWORD count = 0;
    DWORD offset = 0;
    BOOL good = TRUE;
    ULONGLONG time = 0;
    char text[64];
    BOOL success;
    DWORD error;

    memset(Buffer, '.', sizeof(Buffer));
    success = DeviceIoControl(Device, IOCTL_NEW_DRIVER_PEEK, NULL, 0, Buffer, capacity, &bytes, NULL);
    error = GetLastError();
    while (bytes > 0) {
        const NEW_DRIVER_RECORD *record = (const NEW_DRIVER_RECORD *)(Bytes + offset);

        count++;
        good = good && record->Length == count && record->Data[record->Length - 1] == 'a' && record->Time >= time &&
            offset % NEW_DRIVER_RECORD_ALIGNMENT == 0;
        time = record->Time;
        if (record->NextOffset == 0) {
            good = good && offset + FIELD_OFFSET(NEW_DRIVER_RECORD, Data) + record->Length == bytes;
            break;
        }
        offset += record->NextOffset;
    }
    good = good && Bytes[bytes] == '.';
    sprintf(text, ", %lu records, %s", count, good ? "good" : "bad");
    SetLastError(error);
    Result(name, success, bytes, text);
}

int main(void)
{
    HANDLE reader;
    DWORD index;
    DWORD bytes;

    Device = Open(GENERIC_READ | GENERIC_WRITE);
    if (Device == INVALID_HANDLE_VALUE) {
        printf("open: error %lu\n", GetLastError());
        return 1;
    }
    reader = Open(GENERIC_READ);

    Status("fresh");
    Control("query nothing", Device, IOCTL_NEW_DRIVER_QUERY, NULL, 0);
    Control("query too small", Device, IOCTL_NEW_DRIVER_QUERY, Buffer, sizeof(NEW_DRIVER_STATUS) - 1);
    Control("query larger", Device, IOCTL_NEW_DRIVER_QUERY, Buffer, sizeof(Buffer));
    Control("unknown code", Device, CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x8FF, METHOD_BUFFERED, FILE_READ_ACCESS), Buffer, 64);
    Control("known function, other method", Device,
            CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x800, METHOD_OUT_DIRECT, FILE_READ_ACCESS), Buffer, 64);
    Control("clear without write access", reader, IOCTL_NEW_DRIVER_CLEAR, NULL, 0);

    Read("read when empty", 16);
    Peek("peek when empty", sizeof(Buffer));
    Write("write nothing", 0);
    Write("write the most", NEW_DRIVER_MESSAGE_BYTES);
    Write("write too much", NEW_DRIVER_MESSAGE_BYTES + 1);
    Read("read nothing", 0);
    Read("read too small", NEW_DRIVER_MESSAGE_BYTES - 1);
    Read("read", NEW_DRIVER_MESSAGE_BYTES);

    memset(Bytes, 'a', NEW_DRIVER_MESSAGE_BYTES);
    for (index = 1; index <= NEW_DRIVER_MESSAGE_COUNT; index++) {
        WriteFile(Device, Bytes, index, &bytes, NULL);
    }
    Write("write when full", 1);
    Status("full");
    Control("peek nothing", Device, IOCTL_NEW_DRIVER_PEEK, NULL, 0);
    Peek("peek less than one", FIELD_OFFSET(NEW_DRIVER_RECORD, Data));
    Peek("peek one", FIELD_OFFSET(NEW_DRIVER_RECORD, Data) + 1);
    /* The second record ends at 24 + 16 + 2. */
    Peek("peek almost two", 41);
    Peek("peek two", 42);
    Peek("peek all", sizeof(Buffer));
    Control("clear", Device, IOCTL_NEW_DRIVER_CLEAR, NULL, 0);
    Status("cleared");

    CloseHandle(reader);
    /* Is left for the unload to free. */
    Write("write before the end", 100);
    CloseHandle(Device);
    return 0;
}
