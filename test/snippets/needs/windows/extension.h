/* What a driver keeps. */
typedef struct _SAMPLE_ITEM {
    LIST_ENTRY Link;
    ULONG Id;
} SAMPLE_ITEM, *PSAMPLE_ITEM;

typedef struct _SAMPLE_EXTENSION {
    KSPIN_LOCK SpinLock;
    EX_SPIN_LOCK SharedLock;
    FAST_MUTEX FastMutex;
    KGUARDED_MUTEX GuardedMutex;
    KMUTEX Mutex;
    ERESOURCE Resource;
    EX_PUSH_LOCK PushLock;
    KEVENT Event;
    KEVENT StopEvent;
    IO_REMOVE_LOCK RemoveLock;
    LIST_ENTRY Items;
} SAMPLE_EXTENSION, *PSAMPLE_EXTENSION;
