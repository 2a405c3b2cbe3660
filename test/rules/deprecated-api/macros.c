#include <ntddk.h>

#define COPY_NAME(To, From) strcpy((To), (From))

VOID Rename(PCHAR To, PCSTR From)
{
    COPY_NAME(To, From);        // todo-want deprecated-api
}
