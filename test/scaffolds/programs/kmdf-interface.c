/*
 * Stands for cfgmgr32.dll in the program of the template `kmdf`: Wine has no devices that are found by their interface, so
 * the one of the driver under test is all there is.
 */
#include <windows.h>
#include <cfgmgr32.h>
#include <wchar.h>

static const wchar_t Names[] = L"\\\\.\\UnderTest\0";

static CONFIGRET WINAPI ListSize(PULONG Length, LPGUID InterfaceClass, DEVINSTID_W Device, ULONG Flags)
{
    *Length = ARRAYSIZE(Names);
    return InterfaceClass != NULL && Device == NULL && Flags == CM_GET_DEVICE_INTERFACE_LIST_PRESENT ? CR_SUCCESS : CR_FAILURE;
}

static CONFIGRET WINAPI List(LPGUID InterfaceClass, DEVINSTID_W Device, PWCHAR Buffer, ULONG Length, ULONG Flags)
{
    ULONG needed;

    if (Length < ARRAYSIZE(Names)) {
        return CR_BUFFER_SMALL;
    }
    wmemcpy(Buffer, Names, ARRAYSIZE(Names));
    return ListSize(&needed, InterfaceClass, Device, Flags);
}

CONFIGRET (WINAPI *__imp_CM_Get_Device_Interface_List_SizeW)(PULONG, LPGUID, DEVINSTID_W, ULONG) = ListSize;
CONFIGRET (WINAPI *__imp_CM_Get_Device_Interface_ListW)(LPGUID, DEVINSTID_W, PWCHAR, ULONG, ULONG) = List;
