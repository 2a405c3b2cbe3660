#include <ntddk.h>

NTSTATUS MapForApplication(PMDL Mdl, PVOID *Mapped)
{
    *Mapped = MmMapLockedPagesSpecifyCache(Mdl, UserMode, MmCached, NULL, FALSE, NormalPagePriority); // ok pool-executable
    return STATUS_SUCCESS;
}

NTSTATUS MapForDriver(PMDL Mdl, PVOID *Mapped)
{
    *Mapped = MmMapLockedPagesSpecifyCache(Mdl, KernelMode, MmCached, NULL, FALSE, NormalPagePriority); // want pool-executable "lacks MdlMappingNoExecute"
    return *Mapped == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

/* Always executable, as MmMapIoSpace is. */
PVOID CommonBuffer(SIZE_T Size, PHYSICAL_ADDRESS Highest)
{
    return MmAllocateContiguousMemory(Size, Highest);   // todo-want pool-executable
}
