#include "pch.h"
#include "io.h"         // ok user-mode-header
#include "fcntl.h"      // want user-mode-header

NTSTATUS Read(ULONG Port)
{
    return ReadPort(Port);
}
