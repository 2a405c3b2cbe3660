// unit: define=SQLITE_OS_OTHER=1
#include <ntddk.h>
#include "sqlite3.h"

int RegisterElsewhere(void);

int sqlite3_os_init(void)                       // ok sqlite-os-init-missing
{
    return RegisterElsewhere();
}
