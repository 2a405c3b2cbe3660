/* What SQLite needs of the C runtime and no library of the kernel has. */
#include <ntddk.h>

size_t strcspn(const char *String, const char *Reject);

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

/* The compiler refers to it from every file that has to do with floating point; nobody reads it. */
int _fltused = 0;
