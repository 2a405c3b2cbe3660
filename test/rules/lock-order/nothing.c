/* A function that is handed NULL takes no lock behind it. */
#include <ntddk.h>

typedef struct _TREE
{
    FAST_MUTEX Mutex;
    ULONG Count;
} TREE, *PTREE;

FAST_MUTEX ListLock;
FAST_MUTEX NamesLock;

static VOID Insert(PTREE Tree, PTREE Parent)
{
    if (Parent != NULL)
    {
        ExAcquireFastMutex(&Parent->Mutex);
        Parent->Count++;
        ExReleaseFastMutex(&Parent->Mutex);
    }
    Tree->Count = 0;
}

VOID InsertRoot(PTREE Tree)
{
    ExAcquireFastMutex(&ListLock);
    Insert(Tree, NULL);           // ok lock-order
    ExReleaseFastMutex(&ListLock);
}

VOID Remove(PTREE Tree)
{
    ExAcquireFastMutex(&Tree->Mutex);
    ExAcquireFastMutex(&ListLock); // ok lock-order
    Tree->Count = 0;
    ExReleaseFastMutex(&ListLock);
    ExReleaseFastMutex(&Tree->Mutex);
}

/* Twice in one function. */
VOID Swap(PTREE Tree)
{
    ExAcquireFastMutex(&ListLock);
    ExAcquireFastMutex(&NamesLock);
    Tree->Count++;
    ExReleaseFastMutex(&NamesLock);
    ExReleaseFastMutex(&ListLock);
    ExAcquireFastMutex(&NamesLock);
    ExAcquireFastMutex(&ListLock); // want lock-order "ListLock is taken while NamesLock is held, but the same function takes them in the other order"
    Tree->Count--;
    ExReleaseFastMutex(&ListLock);
    ExReleaseFastMutex(&NamesLock);
}
