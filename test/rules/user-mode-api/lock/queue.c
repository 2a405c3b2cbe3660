#include "queue.h"

#define LOCK_QUEUE(Queue) EnterCriticalSection(&(Queue)->Lock)

/* A CRITICAL_SECTION for all queues. */
static CRITICAL_SECTION AllQueues;

VOID QueueStart(PQUEUE Queue)
{
    InitializeCriticalSection(&Queue->Lock);                        // want user-mode-api "InitializeCriticalSection"
    InitializeCriticalSectionAndSpinCount(&AllQueues, 4000);        // want user-mode-api "AndSpinCount"
    LOCK_QUEUE(Queue);                                              // want user-mode-api "The macro LOCK_QUEUE"
    if (TryEnterCriticalSection(&AllQueues)) {                      // want user-mode-api "TryEnterCriticalSection"
        LeaveCriticalSection(&AllQueues);                           // want user-mode-api "LeaveCriticalSection"
    }
    LeaveCriticalSection(&Queue->Lock);                             // want user-mode-api "LeaveCriticalSection"
    DeleteCriticalSection(&Queue->Lock);                            // want user-mode-api "DeleteCriticalSection"
}
