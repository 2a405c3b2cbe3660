// unit: target=6.1
#include <ntddk.h>

typedef VOID (*QUERY_TIME)(PLARGE_INTEGER Time);

/* An address is an import like a call. */
VOID Stamp(PLARGE_INTEGER Time)
{
    QUERY_TIME query = KeQuerySystemTimePrecise;        // todo-want api-newer-than-target
    query(Time);
}
