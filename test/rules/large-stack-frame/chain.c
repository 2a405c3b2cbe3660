// A parser whose functions are modest each, and too much together.
#include <ntddk.h>

VOID Send(_In_ PVOID Data, _In_ SIZE_T Length);

static VOID Leaf(VOID)
{
    UCHAR piece[1000];

    Send(piece, sizeof(piece));
}


static VOID Field(VOID) { UCHAR a[1020]; Send(a, 1020); Leaf(); }
static VOID Record(VOID) { UCHAR a[1020]; Send(a, 1020); Field(); }
static VOID Block(VOID) { UCHAR a[1020]; Send(a, 1020); Record(); }
static VOID Section(VOID) { UCHAR a[1020]; Send(a, 1020); Block(); }
static VOID Table(VOID) { UCHAR a[1020]; Send(a, 1020); Section(); }
static VOID Page(VOID) { UCHAR a[1020]; Send(a, 1020); Table(); }
static VOID Extent(VOID) { UCHAR a[1020]; Send(a, 1020); Page(); }
static VOID Volume(VOID) { UCHAR a[1020]; Send(a, 1020); Extent(); }
static VOID Disk(VOID) { UCHAR a[1020]; Send(a, 1020); Volume(); }
static VOID Port(VOID) { UCHAR a[1020]; Send(a, 1020); Disk(); }

// 12,048 bytes with what is below it.
VOID Adapter(VOID) // ok large-stack-frame
{
    UCHAR a[400];

    Send(a, sizeof(a));
    Port();
}

VOID Request(VOID) // want large-stack-frame warning "Request and what it calls take at least 13,088 of the 24,576 bytes of a kernel stack"
{
    UCHAR a[1000];

    Send(a, sizeof(a));
    Adapter();
}

// True of it as well, and said once.
NTSTATUS Dispatch(VOID) // ok large-stack-frame
{
    Request();
    return STATUS_SUCCESS;
}
