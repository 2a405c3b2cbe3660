#pragma once
NTSTATUS ReadPort(ULONG Port);
