/* What the two halves of the driver know of each other. */
#include <ntddk.h>

#define ECHO_TAG 'ohcE'

typedef struct _ECHO_QUEUE {
    LIST_ENTRY Entries;
    PVOID Buffer;
} ECHO_QUEUE, *PECHO_QUEUE;

PECHO_QUEUE EchoCreateQueue(SIZE_T Length);
