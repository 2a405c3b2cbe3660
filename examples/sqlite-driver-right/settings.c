/* The driver's settings: Parameters\HistoryLimit (REG_DWORD) below its service key. */
#include "driver.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, QuirksReadSettings)
#endif

_Use_decl_annotations_
NTSTATUS QuirksReadSettings(PQUIRKS_EXTENSION Extension)
{
    UNICODE_STRING subkeyName = RTL_CONSTANT_STRING(L"Parameters");
    UNICODE_STRING valueName = RTL_CONSTANT_STRING(L"HistoryLimit");
    OBJECT_ATTRIBUTES attributes;
    HANDLE serviceKey;
    HANDLE key;
    ULONG length;
    ULONG limit;
    NTSTATUS status;
    union {
        KEY_VALUE_PARTIAL_INFORMATION Information;
        UCHAR Bytes[FIELD_OFFSET(KEY_VALUE_PARTIAL_INFORMATION, Data) + sizeof(ULONG)];
    } value;

    PAGED_CODE();

    InitializeObjectAttributes(
        &attributes, &Extension->RegistryPath, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
    status = ZwOpenKey(&serviceKey, KEY_READ, &attributes);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    InitializeObjectAttributes(&attributes, &subkeyName, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, serviceKey, NULL);
    status = ZwOpenKey(&key, KEY_READ, &attributes);
    ZwClose(serviceKey);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = ZwQueryValueKey(key, &valueName, KeyValuePartialInformation, &value, sizeof(value), &length);
    ZwClose(key);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    if (value.Information.Type != REG_DWORD || value.Information.DataLength != sizeof(ULONG)) {
        return STATUS_OBJECT_TYPE_MISMATCH;
    }

    RtlCopyMemory(&limit, value.Information.Data, sizeof(limit));
    QuirksHistorySetLimit(Extension, limit < QUIRKS_HISTORY_MAXIMUM ? limit : QUIRKS_HISTORY_MAXIMUM);
    return STATUS_SUCCESS;
}
