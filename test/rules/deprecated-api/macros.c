// unit: target=10.0.19041
#include <ntddk.h>

#define COPY_NAME(To, From) strcpy((To), (From))    // want deprecated-api warning "strcpy is a banned function"

#define APPEND_NAME(To, From)                                                   \
    do {                                                                        \
        if ((From) != NULL) {                                                   \
            strcat((To), (From));          /* want deprecated-api "strcat" */   \
        }                                                                       \
    } while (0)

// Nobody uses it: it harms nobody.
#define UNUSED_COPY(To, From) strcpy(To, From)      // ok deprecated-api

// Several meanings: which one is used hangs on the build.
#ifdef SAFE_STRINGS
#define COPY_TEXT(To, From) RtlStringCbCopyA(To, sizeof(To), From)
#else
#define COPY_TEXT(To, From) strcpy(To, From)        // ok deprecated-api
#endif

// Of the name alone nothing is called, and what is pasted is not known.
#define COPY_WITH(Copy, To, From) Copy(To, From)    // ok deprecated-api
#define COPY_NAMED(Kind, To, From) str##Kind(To, From)  // ok deprecated-api
#define LOG_COPY(To) DbgPrint("strcpy(%p)", To)     // ok deprecated-api

// What a macro of macros calls is said where the call is written.
#define JOIN_INNER(To, From) strcat(To, From)       // want deprecated-api "strcat"
#define JOIN(To, From) JOIN_INNER(To, From)         // ok deprecated-api

// The driver's own function of the name.
static VOID lstrcpyA(PCHAR To, PCSTR From) { *To = *From; }
#define COPY_OWN(To, From) lstrcpyA(To, From)       // ok deprecated-api

#define CLEAR_NAME(Name) strcpy(Name, "");          // want deprecated-api "strcpy"

VOID Rename(PCHAR To, PCSTR From)
{
    COPY_NAME(To, From);            // ok deprecated-api
    APPEND_NAME(To, From);
    COPY_TEXT(To, From);
    COPY_WITH(RtlCopyName, To, From);
    COPY_NAMED(cpy, To, From);
    LOG_COPY(To);
    JOIN(To, From);
    COPY_OWN(To, From);
    CLEAR_NAME(To)
}
