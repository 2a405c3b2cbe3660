#include <ntddk.h>

typedef struct _TABLE
{
    KSPIN_LOCK Lock;
    LIST_ENTRY Entries;
    ULONG Count;
    ULONG Values[16];
} TABLE, *PTABLE;

typedef struct _EXTENSION
{
    KSPIN_LOCK Lock;
    PTABLE Table;
} EXTENSION, *PEXTENSION;

VOID Fill(PEXTENSION Extension)
{
    KIRQL old;
    PTABLE table = (PTABLE)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(TABLE), 'lbaT');

    if (table == NULL) {
        return;
    }
    table->Count = 0;

    KeAcquireSpinLock(&Extension->Lock, &old);
    table->Count = 1;
    table->Values[0] = 2;
    Extension->Table = table;
    KeReleaseSpinLock(&Extension->Lock, old);
}

VOID FillSometimes(PEXTENSION Extension, BOOLEAN IsShared)
{
    KIRQL old = PASSIVE_LEVEL;
    PULONG counts = ExAllocatePoolWithTag(NonPagedPoolNx, 16 * sizeof(ULONG), 'tnuC');

    if (counts == NULL) {
        return;
    }
    if (IsShared) {
        KeAcquireSpinLock(&Extension->Lock, &old);
    }
    counts[3] = 1;
    if (IsShared) {
        KeReleaseSpinLock(&Extension->Lock, old);
    }
    ExFreePoolWithTag(counts, 'tnuC');
}

VOID Lock(VOID)
{
    KIRQL old;
    PTABLE table = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(TABLE), 'lbaT');

    if (table != NULL) {
        KeInitializeSpinLock(&table->Lock);
        KeAcquireSpinLock(&table->Lock, &old);
        KeReleaseSpinLock(&table->Lock, old);
        ExFreePoolWithTag(table, 'lbaT');
    }
}

VOID NotTouched(PEXTENSION Extension)
{
    KIRQL old;
    PLIST_ENTRY entries;
    SIZE_T size;
    PTABLE table = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(TABLE), 'lbaT');

    if (table == NULL) {
        return;
    }
    KeAcquireSpinLock(&Extension->Lock, &old);
    Extension->Table = table;
    entries = &table->Entries;
    size = sizeof(table->Values);
    size += FIELD_OFFSET(TABLE, Values);
    KeReleaseSpinLock(&Extension->Lock, old);
    table->Count = (ULONG)size;
    InitializeListHead(entries);
}

VOID Nonpaged(PEXTENSION Extension, BOOLEAN Big, POOL_FLAGS Flags)
{
    KIRQL old;
    PTABLE table = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(TABLE), 'lbaT');
    PTABLE either = ExAllocatePool2(Big ? POOL_FLAG_PAGED : POOL_FLAG_NON_PAGED, sizeof(TABLE), 'lbaT');
    PTABLE any = ExAllocatePool2(Flags, sizeof(TABLE), 'lbaT');
    PTABLE other = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(TABLE), 'lbaT');

    other = Extension->Table;
    KeAcquireSpinLock(&Extension->Lock, &old);
    table->Count = 1;
    either->Count = 1;
    any->Count = 1;
    other->Count = 1;
    KeReleaseSpinLock(&Extension->Lock, old);
}

NTSTATUS Open(PEXTENSION Extension)
{
    Extension->Table = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(TABLE), 'lbaT');
    return Extension->Table == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

VOID Count(PEXTENSION Extension)
{
    KIRQL old;

    KeAcquireSpinLock(&Extension->Lock, &old);
    Extension->Table->Count++;
    KeReleaseSpinLock(&Extension->Lock, old);
}
