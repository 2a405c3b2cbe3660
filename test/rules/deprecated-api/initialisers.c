#include <ntddk.h>

typedef char *(*COPY)(char *To, const char *From);

typedef struct _STRING_FUNCTIONS {
    COPY Copy;
} STRING_FUNCTIONS;

/* Tables for code of other origin, made before any function runs. */
static const COPY g_Append = strcat;                    // todo-want deprecated-api
static const STRING_FUNCTIONS g_Strings = { strcpy };   // todo-want deprecated-api

VOID Copy(PCHAR To, PCSTR From)
{
    g_Strings.Copy(To, From);                           // ok deprecated-api
    g_Append(To, From);                                 // ok deprecated-api
}
