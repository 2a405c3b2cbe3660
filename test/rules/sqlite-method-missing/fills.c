// Tables that get their methods by assignment, at one place or several, or from code that is not here.
#include <ntddk.h>
#include "sqlite3.h"
#include "allocator.h"

void *AllocatorMalloc(int Size);
void AllocatorFree(void *Memory);
void *AllocatorRealloc(void *Memory, int Size);
int AllocatorSize(void *Memory);
int AllocatorRoundup(int Size);
int AllocatorInit(void *AppData);

static sqlite3_mem_methods Whole;  // ok sqlite-method-missing
static sqlite3_mem_methods Partly;  // want sqlite-method-missing error "Partly has no xRoundup and xInit"
static sqlite3_mem_methods Later = {  // ok sqlite-method-missing
    .xMalloc = AllocatorMalloc,
    .xFree = AllocatorFree,
    .xRealloc = AllocatorRealloc,
    .xSize = AllocatorSize,
};
static sqlite3_mem_methods Theirs;  // ok sqlite-method-missing
static sqlite3_mem_methods Elsewhere;  // ok sqlite-method-missing
static sqlite3_mem_methods Untouched;  // ok sqlite-method-missing
extern sqlite3_mem_methods Foreign;  // ok sqlite-method-missing
static sqlite3_mem_methods Conditional = {  // ok sqlite-method-missing
    .xMalloc = AllocatorMalloc,
    .xFree = AllocatorFree,
    .xRealloc = AllocatorRealloc,
#ifdef ALLOCATOR_HAS_SIZES
    .xSize = AllocatorSize,
#endif
    .xRoundup = AllocatorRoundup,
    .xInit = AllocatorInit,
};

static sqlite3_mem_methods Nothing = {  // want sqlite-method-missing error "xSize of Nothing is NULL"
    .xMalloc = AllocatorMalloc,
    .xFree = AllocatorFree,
    .xRealloc = AllocatorRealloc,
    .xRoundup = AllocatorRoundup,
    .xInit = AllocatorInit,
};

static void Fill(void)
{
    Whole.xMalloc = AllocatorMalloc;
    Whole.xFree = AllocatorFree;
    Whole.xRealloc = AllocatorRealloc;
    Whole.xSize = AllocatorSize;
    Whole.xRoundup = AllocatorRoundup;
    Whole.xInit = AllocatorInit;

    RtlZeroMemory(&Partly, sizeof(Partly));
    Partly.xMalloc = AllocatorMalloc;
    Partly.xFree = AllocatorFree;
    Partly.xRealloc = AllocatorRealloc;
    Partly.xSize = AllocatorSize;

    Later.xRoundup = AllocatorRoundup;
    (&Later)->xInit = AllocatorInit;

    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &Theirs) == SQLITE_OK) {
        Theirs.xMalloc = AllocatorMalloc;
    }

    Nothing.xSize = NULL;

    AllocatorFill(&Elsewhere);
    Elsewhere.xMalloc = AllocatorMalloc;
}

int FillLocal(void)
{
    sqlite3_mem_methods methods = {0};  // want sqlite-method-missing error "methods has no xRealloc, xSize, xRoundup and xInit"
    sqlite3_mem_methods theirs;  // ok sqlite-method-missing

    methods.xMalloc = AllocatorMalloc;
    methods.xFree = AllocatorFree;

    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &theirs) == SQLITE_OK) {
        theirs.xMalloc = AllocatorMalloc;
        theirs.xSize = NULL;
    }
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}

int FillByPointer(void)
{
    sqlite3_vfs *system = sqlite3_vfs_find(NULL);
    static sqlite3_vfs ours;  // ok sqlite-method-missing

    ours = *system;
    ours.zName = "ours";
    ours.xDelete = NULL;
    return sqlite3_vfs_register(&ours, 1);
}
