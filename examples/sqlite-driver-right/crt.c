/* The one function of the C runtime that SQLite calls and ntoskrnl.exe does not export. */
#include "driver.h"

size_t strcspn(const char *String, const char *Reject)
{
    const char *end;
    const char *candidate;

    for (end = String; *end != '\0'; end++) {
        for (candidate = Reject; *candidate != '\0'; candidate++) {
            if (*end == *candidate) {
                return (size_t)(end - String);
            }
        }
    }
    return (size_t)(end - String);
}
