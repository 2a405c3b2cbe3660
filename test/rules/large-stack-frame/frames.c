// A filter that reads its settings: what its functions keep on the stack.
#include <ntddk.h>

#define TAG_TEXT 'txTF'
#define ENTRIES  64

enum { SLOTS = ENTRIES + 4 };

#pragma pack(push, 1)
typedef struct _WIRE_HEADER {
    UCHAR Kind;
    ULONG Length;
} WIRE_HEADER, *PWIRE_HEADER;
#pragma pack(pop)

typedef struct _REPORT {
    WIRE_HEADER Headers[ENTRIES];
    KEVENT Done;
    struct {
        UCHAR Level;
        ULONGLONG Time;
    } Marks[40];
} REPORT, *PREPORT;

VOID Send(_In_ PVOID Data, _In_ SIZE_T Length);
VOID Fill(_Out_ PREPORT Report);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, ReadOnce)
#endif

VOID Buffers(_In_ PUNICODE_STRING Name) // want large-stack-frame warning "has 2,086 bytes of variables on the kernel stack; the limit is 1,024"
{
    WCHAR path[MAX_PATH * 2];
    CHAR narrow[1024];
    PWCH at = path;
    SIZE_T left = sizeof(path);
    ULONG index = 0;
    WCHAR last = 0;

    RtlCopyMemory(at, Name->Buffer, min(left, Name->Length));
    narrow[index] = (CHAR)last;
    Send(path, sizeof(path));
}

VOID Context(VOID) // want large-stack-frame "at least 1,232 bytes"
{
    CONTEXT context;
    SOME_KIT_TYPE other;

    Capture(&context, &other);
}

VOID Fields(VOID) // want large-stack-frame "has 1,968 bytes"
{
    REPORT reports[2];

    Fill(&reports[0]);
}

VOID Pointers(PREPORT List) // want large-stack-frame "has 1,088 bytes"
{
    PREPORT all[SLOTS * 2];

    all[0] = List;
    Send(all, sizeof(all));
}

// Blocks that are never open together share their place.
VOID Either(BOOLEAN First) // ok large-stack-frame
{
    if (First) {
        UCHAR one[900];
        Send(one, sizeof(one));
    } else {
        UCHAR other[900];
        Send(other, sizeof(other));
    }
}

VOID Both(BOOLEAN First) // want large-stack-frame "has 1,400 bytes"
{
    UCHAR always[500];

    if (First) {
        UCHAR one[900];
        Send(one, sizeof(one));
    }
    Send(always, sizeof(always));
}

// What is static is no part of the stack, and what pool gives is none.
VOID Elsewhere(VOID) // ok large-stack-frame
{
    static UCHAR table[4096];
    PREPORT report = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(REPORT), TAG_TEXT);

    if (report != NULL) {
        Fill(report);
        Send(table, sizeof(table));
        ExFreePoolWithTag(report, TAG_TEXT);
    }
}

// Nobody here knows how long KIT_NAME_LENGTH is.
VOID Unknown(VOID) // ok large-stack-frame
{
    WCHAR name[KIT_NAME_LENGTH];
    KIT_REPORT report[200];

    Send(name, sizeof(name));
    Send(report, sizeof(report));
}

VOID Open(ULONG Length)
{
    PUCHAR copy = (PUCHAR)_alloca(Length); // want large-stack-frame "Length decides at run time how much of the kernel stack _alloca takes"

    Send(copy, Length);
}

VOID Taken(VOID) // want large-stack-frame "has 1,608 bytes"
{
    PUCHAR copy = (PUCHAR)_alloca(sizeof(WIRE_HEADER) * 320);

    Send(copy, sizeof(WIRE_HEADER) * 320);
}

#ifdef TRACE_NAMES
VOID Traced(VOID)
{
    WCHAR text[2048];

    Send(text, sizeof(text));
}
#endif

VOID Traces(VOID) // ok large-stack-frame
{
#ifdef DRIVER_TRACES
    CHAR line[2048];

    Send(line, sizeof(line));
#endif
}

// Runs once, in a system thread.
NTSTATUS ReadOnce(VOID) // want large-stack-frame hint "2,048 bytes"
{
    UCHAR value[2048];

    Send(value, sizeof(value));
    return STATUS_SUCCESS;
}
