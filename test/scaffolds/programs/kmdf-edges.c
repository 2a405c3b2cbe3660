/*
 * Asks a driver made from the template `kmdf` for what its own program never asks: wrong sizes, unknown codes, ranges that
 * lie nowhere. Prints a line for each request: its name, a Windows error code, bytes, and what came of it.
 */
#include <windows.h>
#include <initguid.h>
#include <stdio.h>
#include <string.h>
#include "newdriverctl.h"

C_ASSERT(sizeof(NEW_DRIVER_STATISTICS) == 24);
C_ASSERT(sizeof(NEW_DRIVER_RANGE) == 8);

static HANDLE Device;
static BYTE Buffer[2 * NEW_DRIVER_MESSAGE_MAXIMUM];

/* What was read, and that nothing behind it was written. */
static void Result(const char *name, BOOL success, DWORD bytes, DWORD capacity)
{
    DWORD index = bytes;

    printf("%s: error %lu, %lu bytes", name, success ? ERROR_SUCCESS : GetLastError(), bytes);
    while (index < capacity + 16 && index < sizeof(Buffer) && Buffer[index] == '.') {
        index++;
    }
    if (capacity > 0) {
        printf(" %.8s%s", bytes > 0 ? (char *)Buffer : "", index < capacity + 16 && index < sizeof(Buffer) ? " and more" : "");
    }
    printf("\n");
    fflush(stdout);
}

static void Write(const char *name, const char *text, DWORD length)
{
    DWORD bytes = 0;
    BOOL success = WriteFile(Device, text, length, &bytes, NULL);

    Result(name, success, bytes, 0);
}

static void Read(const char *name, DWORD capacity)
{
    DWORD bytes = 0;
    BOOL success;

    memset(Buffer, '.', sizeof(Buffer));
    success = ReadFile(Device, Buffer, capacity, &bytes, NULL);
    Result(name, success, bytes, capacity);
}

static void Control(const char *name, HANDLE device, DWORD code, void *input, DWORD length, DWORD capacity)
{
    DWORD bytes = 0;
    BOOL success;

    memset(Buffer, '.', sizeof(Buffer));
    success = DeviceIoControl(device, code, input, length, Buffer, capacity, &bytes, NULL);
    Result(name, success, bytes, capacity);
}

static void Range(const char *name, ULONG offset, ULONG length, DWORD capacity)
{
    NEW_DRIVER_RANGE range = {offset, length};

    Control(name, Device, IOCTL_NEW_DRIVER_READ_RANGE, &range, sizeof(range), capacity);
}

static void Statistics(const char *name)
{
    NEW_DRIVER_STATISTICS statistics = {0};
    DWORD bytes = 0;

    DeviceIoControl(Device, IOCTL_NEW_DRIVER_GET_STATISTICS, NULL, 0, &statistics, sizeof(statistics), &bytes, NULL);
    printf("%s: %lu bytes, %llu reads, %llu writes, %llu long\n", name, bytes, statistics.Reads, statistics.Writes,
           statistics.MessageLength);
}

int main(void)
{
    static char most[NEW_DRIVER_MESSAGE_MAXIMUM + 1];
    HANDLE reader = CreateFileW(L"\\\\.\\UnderTest", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    NEW_DRIVER_RANGE range = {0, 4};

    Device = CreateFileW(L"\\\\.\\UnderTest", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    memset(most, 'm', sizeof(most));

    Statistics("fresh");
    Read("read when empty", 8);
    Range("range when empty", 0, 8, 8);
    Read("read nothing", 0);
    Write("write nothing", "", 0);
    Write("write", "abcdefgh", 8);
    Read("read", 8);
    Read("read less", 3);
    Read("read more", 100);
    Range("range", 2, 3, 100);
    Range("range into less", 2, 3, 2);
    Range("range over the end", 6, 100, 100);
    Range("range at the end", 8, 1, 100);
    Range("range behind the end", 0xFFFFFFFF, 0xFFFFFFFF, 100);
    Range("range of all", 0, 0xFFFFFFFF, 100);
    Range("range of nothing", 0, 0, 100);
    Range("range into nothing", 0, 4, 0);
    Control("half a range", Device, IOCTL_NEW_DRIVER_READ_RANGE, &range, 4, 8);
    Control("no range", Device, IOCTL_NEW_DRIVER_READ_RANGE, NULL, 0, 8);
    Control("statistics into nothing", Device, IOCTL_NEW_DRIVER_GET_STATISTICS, NULL, 0, 0);
    Control("statistics into less", Device, IOCTL_NEW_DRIVER_GET_STATISTICS, NULL, 0, 23);
    Control("unknown code", Device, CTL_CODE(NEW_DRIVER_DEVICE_TYPE, 0x8FF, METHOD_BUFFERED, FILE_ANY_ACCESS), NULL, 0, 8);
    Control("clear without write access", reader, IOCTL_NEW_DRIVER_CLEAR, NULL, 0, 0);
    Write("write the most", most, NEW_DRIVER_MESSAGE_MAXIMUM);
    Write("write too much", most, NEW_DRIVER_MESSAGE_MAXIMUM + 1);
    Read("read the most", NEW_DRIVER_MESSAGE_MAXIMUM + 1);
    Statistics("busy");
    Control("clear", Device, IOCTL_NEW_DRIVER_CLEAR, NULL, 0, 0);
    Control("clear again", Device, IOCTL_NEW_DRIVER_CLEAR, NULL, 0, 0);
    Write("write before the end", "last", 4);
    Statistics("at the end");
    return 0;
}
