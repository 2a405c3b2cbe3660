/* Writes results. The buffer may hold anything before: each byte that is counted as written has been. */
#include "result.h"
#include <string.h>

_Use_decl_annotations_
VOID NewDriverResultStart(PNEW_DRIVER_WRITER Writer, PVOID Buffer, ULONG Length, ULONG ColumnCount)
{
    NEW_DRIVER_RESULT result;

    Writer->Buffer = (PUCHAR)Buffer;
    Writer->Length = Length;
    Writer->Written = 0;
    Writer->Used = sizeof(result);
    Writer->IsFull = Length < sizeof(result);
    if (!Writer->IsFull) {
        result.RowCount = 0;
        result.ColumnCount = ColumnCount;
        RtlCopyMemory(Buffer, &result, sizeof(result));
    }
}

_Use_decl_annotations_
VOID NewDriverWriteValue(PNEW_DRIVER_WRITER Writer, ULONG Type, const VOID *Data, ULONG Length)
{
    ULONG left = Writer->IsFull ? 0 : Writer->Length - Writer->Used;
    PUCHAR target = Writer->Buffer + Writer->Used;
    NEW_DRIVER_VALUE value;

    if (left < sizeof(value) || NEW_DRIVER_PADDED(Length) > left - sizeof(value)) {
        Writer->IsFull = TRUE;
        return;
    }

    value.Type = Type;
    value.Length = Length;
    RtlCopyMemory(target, &value, sizeof(value));
    if (Length != 0) {
        RtlCopyMemory(target + sizeof(value), Data, Length);
    }
    RtlZeroMemory(target + sizeof(value) + Length, (SIZE_T)(NEW_DRIVER_PADDED(Length) - Length));
    Writer->Used += (ULONG)(sizeof(value) + NEW_DRIVER_PADDED(Length));
}

_Use_decl_annotations_
VOID NewDriverWriteText(PNEW_DRIVER_WRITER Writer, const char *Text)
{
    NewDriverWriteValue(Writer, NEW_DRIVER_TEXT, Text, (ULONG)strlen(Text));
}

_Use_decl_annotations_
NTSTATUS NewDriverNamesEnd(PNEW_DRIVER_WRITER Writer)
{
    if (Writer->IsFull) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    Writer->Written = Writer->Used;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NewDriverRowEnd(PNEW_DRIVER_WRITER Writer)
{
    if (Writer->IsFull) {
        return STATUS_BUFFER_OVERFLOW;
    }
    Writer->Written = Writer->Used;
    ((PNEW_DRIVER_RESULT)Writer->Buffer)->RowCount++;
    return STATUS_SUCCESS;
}
