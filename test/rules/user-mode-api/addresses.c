#include <ntddk.h>

typedef PVOID (*ALLOCATE)(SIZE_T);
typedef VOID (*RELEASE)(PVOID);
typedef VOID (*SYSCALL)(VOID);

typedef struct _MEMORY_METHODS {
    ALLOCATE xMalloc;
    RELEASE xFree;
} MEMORY_METHODS;

static const MEMORY_METHODS g_Methods = {
    malloc,                 // want user-mode-api error "g_Methods holds malloc"
    .xFree = (RELEASE)&free // want user-mode-api "g_Methods holds free"
};

static struct {
    const char *Name;
    SYSCALL Current;
} g_Syscalls[] = {
    { "CreateFileA", (SYSCALL)CreateFileA },    // want user-mode-api "CreateFileA"
    { "KeSetEvent", (SYSCALL)KeSetEvent },      // ok user-mode-api
};

static PVOID MyAllocate(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, 'lpmS');
}

VOID Configure(MEMORY_METHODS *Methods, RELEASE *Slot, LIST_ENTRY *Entries);

VOID SetUp(MEMORY_METHODS *Methods)
{
    RELEASE local = free;       // want user-mode-api "The address of free"
    LIST_HEAD(exit);

    Methods->xMalloc = MyAllocate;  // ok user-mode-api
    Methods->xFree = HeapFree;      // want user-mode-api "The address of HeapFree"
    Configure(Methods, &local, &exit);  // ok user-mode-api
    TRACE_NAME(HeapAlloc);          // ok user-mode-api
}

VOID Register(PDRIVER_OBJECT Driver)
{
    PsSetCreateThreadNotifyRoutine((PCREATE_THREAD_NOTIFY_ROUTINE)ExitThread);  // want user-mode-api "ExitThread"
    Driver->DriverUnload = NULL;
}
