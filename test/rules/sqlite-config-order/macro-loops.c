/* Macros that name themselves, or each other: the preprocessor leaves them as they stand. */
#include <ntddk.h>
#include "sqlite3.h"

#define Say(text)                    \
    do {                             \
        Say(text);                   \
        Tell(text);                  \
    } while (0)
#define Tell(text)                   \
    do {                             \
        Repeat(text);                \
    } while (0)
#define Repeat(text)                 \
    do {                             \
        Tell(text);                  \
    } while (0)

int StartCatalog(void)
{
    Say("catalog");
    Tell("starts");
    return sqlite3_initialize();     // ok sqlite-config-order
}
