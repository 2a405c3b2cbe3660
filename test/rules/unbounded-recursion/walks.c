// Functions of a file system that walk trees, and what keeps them from walking too deep.
#include <ntifs.h>

typedef struct _NODE {
    struct _NODE *Left;
    struct _NODE *Right;
    struct _NODE *Parent;
    ULONG Kind;
    ULONG Size;
} NODE, *PNODE;

typedef struct _WALK {
    ULONG Depth;
    BOOLEAN Running;
    PNODE Default;
} WALK, *PWALK;

#define MAX_DEPTH 32

VOID Visit(_In_ PNODE Node);

// Whoever wrote the disk says how deep.
VOID Walk(PNODE Node)
{
    UCHAR text[200];

    if (Node == NULL) {
        return;
    }
    Describe(Node, text);
    Walk(Node->Left); // want unbounded-recursion hint "Walk calls itself, and nothing that is tested here limits how deep: each time takes at least 240 of the 24,576 bytes"
    Walk(Node->Right); // ok unbounded-recursion
}

VOID WalkCounted(PNODE Node, ULONG Depth)
{
    if (Node != NULL && Depth < MAX_DEPTH) {
        WalkCounted(Node->Left, Depth + 1); // ok unbounded-recursion
        WalkCounted(Node->Right, Depth + 1);
    }
}

VOID WalkDown(PNODE Node, ULONG Left)
{
    if (Left-- == 0) {
        return;
    }
    WalkDown(Node->Left, Left); // ok unbounded-recursion
}

// A number that is handed on limits nothing.
VOID WalkKind(PNODE Node, ULONG Kind)
{
    if (Node != NULL && Node->Kind == Kind) {
        WalkKind(Node->Left, Kind); // want unbounded-recursion "WalkKind calls itself"
    }
}

VOID WalkContext(PWALK Walk, PNODE Node)
{
    if (++Walk->Depth < MAX_DEPTH) {
        WalkContext(Walk, Node->Left); // ok unbounded-recursion
    }
    Walk->Depth--;
}

VOID WalkOnce(PWALK Walk, PNODE Node)
{
    if (Walk->Running) {
        return;
    }
    Walk->Running = TRUE;
    WalkOnce(Walk, Node->Parent); // ok unbounded-recursion
}

VOID WalkStack(PNODE Node)
{
    if (Node == NULL || IoGetRemainingStackSize() < PAGE_SIZE) {
        return;
    }
    WalkStack(Node->Left); // ok unbounded-recursion
}

VOID WalkDefault(PNODE Node)
{
    if (Node == Global.Default) {
        WalkDefault(Node->Left); // ok unbounded-recursion
    }
    Visit(Node);
}

LONG Compare(PNODE First, PNODE Second)
{
    if (First->Kind < Second->Kind) {
        return -Compare(Second, First); // ok unbounded-recursion
    }
    return (LONG)(First->Size - Second->Size);
}

VOID Flagged(PNODE Node, BOOLEAN Again)
{
    if (Again) {
        Flagged(Node, FALSE); // ok unbounded-recursion
    }
    Visit(Node);
}

VOID WithParent(PNODE Node, PNODE Parent)
{
    if (Parent != NULL) {
        WithParent(Node, NULL); // ok unbounded-recursion
    }
    Visit(Node);
}

// Two functions that are one recursion: said once.
VOID EnterDirectory(PNODE Node)
{
    PNODE entry;

    for (entry = Node->Left; entry != NULL; entry = entry->Right) {
        EnterEntry(entry); // want unbounded-recursion "EnterDirectory calls itself through EnterEntry"
    }
}

VOID EnterEntry(PNODE Node)
{
    if (Node->Kind == 1) {
        EnterDirectory(Node); // ok unbounded-recursion
    }
}

VOID ReadList(PNODE Node, ULONG Depth)
{
    PNODE entry;

    for (entry = Node->Left; entry != NULL; entry = entry->Right) {
        ReadItem(entry, Depth); // ok unbounded-recursion
    }
}

VOID ReadItem(PNODE Node, ULONG Depth)
{
    if (Node->Kind == 1 && Depth < MAX_DEPTH) {
        ReadList(Node, Depth + 1);
    }
}

// A loop needs no stack.
VOID Climb(PNODE Node) // ok unbounded-recursion
{
    while (Node != NULL) {
        Visit(Node);
        Node = Node->Parent;
    }
}

#ifdef WALK_AGAIN
VOID Again(PNODE Node)
{
    Again(Node->Left); // ok unbounded-recursion
}
#endif

// Below it its own name stands for it: what it calls is the system's.
PVOID CheckedThread(VOID)
{
    return GetThread(); // ok unbounded-recursion
}
#define GetThread CheckedThread

// A number that begins with P: function 0 asks nobody.
BOOLEAN IsThere(PCI_SLOT_NUMBER Slot)
{
    PCI_SLOT_NUMBER first = Slot;

    if (Slot.u.bits.FunctionNumber == 0) {
        return TRUE;
    }
    first.u.bits.FunctionNumber = 0;
    return IsThere(first); // ok unbounded-recursion
}
