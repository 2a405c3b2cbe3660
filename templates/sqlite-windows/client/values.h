/* Values as the NewDriver driver takes and gives them: a request is made of some, a result is read one by one. */
#pragma once

#include <windows.h>
#include <winioctl.h>
#include "../newdriverctl.h"

/* NEW_DRIVER_QUERY and the values of its parameters; Bytes is from malloc and the caller's to free. */
typedef struct _REQUEST {
    unsigned char *Bytes;
    size_t Length;
} REQUEST;

/* FALSE, here and below: there is no memory, and the request is as it was. */
BOOL RequestStart(REQUEST *Request, ULONG Number);
BOOL RequestAdd(REQUEST *Request, ULONG Type, const void *Data, ULONG Length);

/* A parameter as somebody types it: 42, 4.2, null, x'0042', anything else is text, and so is what follows "text:". */
BOOL RequestAddTyped(REQUEST *Request, const char *Argument);

typedef struct _READER {
    const unsigned char *Next;
    size_t Left;
} READER;

/* FALSE: the bytes end before a whole value does. */
BOOL ReadValue(READER *Reader, NEW_DRIVER_VALUE *Value, const unsigned char **Data);

/* On standard output, as SQL has it, but for text, which is as it is. */
void PrintValue(const NEW_DRIVER_VALUE *Value, const unsigned char *Data);
