#include "echo.h"

PECHO_QUEUE EchoCreateQueue(SIZE_T Length)
{
    PECHO_QUEUE queue;

    queue = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(ECHO_QUEUE), ECHO_TAG);
    if (queue == NULL) {
        return NULL;
    }
    InitializeListHead(&queue->Entries);
    queue->Buffer = ExAllocatePoolWithTag(NonPagedPoolNx, Length, ECHO_TAG);
    if (queue->Buffer == NULL) {
        ExFreePoolWithTag(queue, 'eueQ');
        return NULL;
    }
    return queue;
}
