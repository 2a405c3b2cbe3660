#include <ntddk.h>
#include "trace.tmh"

#define SAMPLE_TAG 'lpmS'
#define XALLOC(Size) HeapAlloc(GetProcessHeap(), 0, (Size))
#define XLOCK EnterCriticalSection
#define SHOW(Name) DbgPrint("%s\n", #Name)
#define READABLE(File) ((File)->ReadFile((File)))

typedef struct _SAMPLE_FILE {
    ULONG (*ReadFile)(struct _SAMPLE_FILE *File);
    VOID (*Sleep)(ULONG Milliseconds);
} SAMPLE_FILE;

/* Functions of the driver's own, whatever their names. */
static VOID SwitchToThread(PETHREAD Thread)
{
    UNREFERENCED_PARAMETER(Thread);
}

ULONG GetTickCount(VOID);

NTSTATUS SampleRead(SAMPLE_FILE *File, PUNICODE_STRING Name, PKEVENT Event)
{
    HANDLE handle;
    PVOID buffer;

    handle = CreateFileW(Name->Buffer, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL); // want user-mode-api error "CreateFileW is a user-mode function of kernel32.dll"
    if (handle == INVALID_HANDLE_VALUE) {
        return STATUS_UNSUCCESSFUL;
    }
    buffer = malloc(PAGE_SIZE);         // want user-mode-api "malloc is a user-mode function of ucrtbase.dll"
    File->ReadFile(File);               // ok user-mode-api
    File->Sleep(10);                    // ok user-mode-api
    READABLE(File);                     // ok user-mode-api
    SwitchToThread(PsGetCurrentThread());   // ok user-mode-api
    if (GetTickCount() > 100) {         // ok user-mode-api
        Sleep(5);                       // want user-mode-api "Sleep"
    }
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE); // ok user-mode-api
    SHOW(SetEvent);                     // ok user-mode-api
    free(buffer);                       // want user-mode-api
    CloseHandle(handle);                // want user-mode-api
    return STATUS_SUCCESS;
}

VOID ThroughMacros(PRTL_CRITICAL_SECTION Lock)
{
    PVOID memory = XALLOC(64);          // want user-mode-api "The macro XALLOC calls HeapAlloc"
    XLOCK(Lock);                        // want user-mode-api "The macro XLOCK calls EnterCriticalSection"
    UNREFERENCED_PARAMETER(memory);
}

VOID Shadowed(VOID (*Sleep)(ULONG))
{
    NTSTATUS (*CloseHandle)(HANDLE) = ZwClose;
    Sleep(1);                           // ok user-mode-api
    CloseHandle(NULL);                  // ok user-mode-api
}

VOID OnlyExported(HANDLE Key)
{
    RegRenameKey(Key, L"a", L"b");      // want user-mode-api warning "RegRenameKey"
    DbgPrint("done\n");                 // ok user-mode-api
    qsort(NULL, 0, 0, NULL);            // ok user-mode-api
}

#ifdef _KERNEL_MODE
VOID Wait(VOID)
{
    LARGE_INTEGER interval = { 0 };
    KeDelayExecutionThread(KernelMode, FALSE, &interval);   // ok user-mode-api
}
#else
VOID Wait(VOID)
{
    Sleep(1);                           // ok user-mode-api
}
#endif

#ifdef SAMPLE_IN_APPLICATION
VOID Elsewhere(VOID)
{
    Sleep(1);                           // ok user-mode-api
}
#endif
