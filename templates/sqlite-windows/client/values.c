/* Values as the NewDriver driver takes and gives them. */
#include "values.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static BOOL AddBlob(REQUEST *Request, const char *Digits, size_t Count);

BOOL RequestStart(REQUEST *Request, ULONG Number)
{
    NEW_DRIVER_QUERY *query = (NEW_DRIVER_QUERY *)calloc(1, sizeof(*query));

    if (query == NULL) {
        return FALSE;
    }
    query->Number = Number;
    Request->Bytes = (unsigned char *)query;
    Request->Length = sizeof(*query);
    return TRUE;
}

BOOL RequestAdd(REQUEST *Request, ULONG Type, const void *Data, ULONG Length)
{
    size_t padded = (size_t)NEW_DRIVER_PADDED(Length);
    size_t length = Request->Length + sizeof(NEW_DRIVER_VALUE) + padded;
    unsigned char *bytes = (unsigned char *)realloc(Request->Bytes, length);
    NEW_DRIVER_VALUE value;

    if (bytes == NULL) {
        return FALSE;
    }
    Request->Bytes = bytes;
    bytes += Request->Length;
    value.Type = Type;
    value.Length = Length;
    memcpy(bytes, &value, sizeof(value));
    if (Length != 0) {
        memcpy(bytes + sizeof(value), Data, Length);
    }
    memset(bytes + sizeof(value) + Length, 0, padded - Length);
    Request->Length = length;
    ((NEW_DRIVER_QUERY *)Request->Bytes)->ParameterCount++;
    return TRUE;
}

BOOL RequestAddTyped(REQUEST *Request, const char *Argument)
{
    size_t length = strlen(Argument);
    char *end;
    LONG64 integer;
    double real;

    if (strncmp(Argument, "text:", 5) == 0) {
        return RequestAdd(Request, NEW_DRIVER_TEXT, Argument + 5, (ULONG)(length - 5));
    }
    if (_stricmp(Argument, "null") == 0) {
        return RequestAdd(Request, NEW_DRIVER_NULL, NULL, 0);
    }
    if (length >= 3 && length % 2 == 1 && (Argument[0] == 'x' || Argument[0] == 'X') && Argument[1] == '\'' &&
        Argument[length - 1] == '\'' && strspn(Argument + 2, "0123456789abcdefABCDEF") == length - 3) {
        return AddBlob(Request, Argument + 2, (length - 3) / 2);
    }

    /* 0x10 is 16, as identifiers are written. What is too large for an integer is a real number; "nan" is a text. */
    errno = 0;
    integer = strtoll(Argument, &end, Argument[0] == '0' && (Argument[1] == 'x' || Argument[1] == 'X') ? 16 : 10);
    if (length > 0 && *end == '\0' && errno == 0) {
        return RequestAdd(Request, NEW_DRIVER_INTEGER, &integer, sizeof(integer));
    }
    real = strtod(Argument, &end);
    if (length > 0 && *end == '\0' && strspn(Argument, "0123456789.eE+-") == length) {
        return RequestAdd(Request, NEW_DRIVER_REAL, &real, sizeof(real));
    }
    return RequestAdd(Request, NEW_DRIVER_TEXT, Argument, (ULONG)length);
}

BOOL ReadValue(READER *Reader, NEW_DRIVER_VALUE *Value, const unsigned char **Data)
{
    ULONGLONG padded;

    if (Reader->Left < sizeof(*Value)) {
        return FALSE;
    }
    memcpy(Value, Reader->Next, sizeof(*Value));
    padded = NEW_DRIVER_PADDED(Value->Length);
    if (Reader->Left - sizeof(*Value) < padded) {
        return FALSE;
    }
    *Data = Reader->Next + sizeof(*Value);
    Reader->Next += sizeof(*Value) + (size_t)padded;
    Reader->Left -= sizeof(*Value) + (size_t)padded;
    return TRUE;
}

void PrintValue(const NEW_DRIVER_VALUE *Value, const unsigned char *Data)
{
    LONG64 integer;
    double real;
    char text[32];
    ULONG index;

    switch (Value->Type) {
    case NEW_DRIVER_INTEGER:
        memcpy(&integer, Data, sizeof(integer));
        printf("%lld", (long long)integer);
        break;
    case NEW_DRIVER_REAL:
        memcpy(&real, Data, sizeof(real));

        /* As few digits as give the same number again. */
        snprintf(text, sizeof(text), "%.15g", real);
        if (strtod(text, NULL) != real) {
            snprintf(text, sizeof(text), "%.17g", real);
        }
        printf(strpbrk(text, ".en") == NULL ? "%s.0" : "%s", text);
        break;
    case NEW_DRIVER_TEXT:
        fwrite(Data, 1, Value->Length, stdout);
        break;
    case NEW_DRIVER_BLOB:
        printf("x'");
        for (index = 0; index < Value->Length; index++) {
            printf("%02x", Data[index]);
        }
        printf("'");
        break;
    default:
        printf("NULL");
        break;
    }
}

static BOOL AddBlob(REQUEST *Request, const char *Digits, size_t Count)
{
    unsigned char *bytes = (unsigned char *)malloc(Count + 1);
    size_t index;
    BOOL added;

    if (bytes == NULL) {
        return FALSE;
    }
    for (index = 0; index < Count; index++) {
        char byte[3];

        byte[0] = Digits[2 * index];
        byte[1] = Digits[2 * index + 1];
        byte[2] = '\0';
        bytes[index] = (unsigned char)strtoul(byte, NULL, 16);
    }
    added = RequestAdd(Request, NEW_DRIVER_BLOB, bytes, (ULONG)Count);
    free(bytes);
    return added;
}
