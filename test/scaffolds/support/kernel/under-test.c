/*
 * Linked into a driver that runs in Wine, and into nothing else: what Wine 8's kernel lacks, and a watch over the pool.
 * Calls of the driver to the functions below come here (the linker's --wrap of their import addresses). Each block
 * lies between a header and a guard; what is wrong with a block is printed when it is freed, what was not freed when
 * the driver is unloaded. Lines begin with "under test:".
 */
#include <ntddk.h>

#define GUARD 0xFDFDFDFDFDFDFDFDULL
#define LIVE 'evil'
#define FREED 'daed'

/* Stands before a block, which keeps the pool's alignment behind it. */
typedef struct _BLOCK {
    ULONG State;
    ULONG Tag;
    SIZE_T Bytes;
    /* What Wine's pool gave. */
    PVOID Start;
    PVOID Reserved;
} BLOCK;

C_ASSERT(sizeof(BLOCK) % MEMORY_ALLOCATION_ALIGNMENT == 0);

DRIVER_INITIALIZE DriverEntry;
DRIVER_INITIALIZE EntryUnderTest;
static DRIVER_UNLOAD UnloadUnderTest;

extern PVOID (NTAPI *__real___imp_ExAllocatePoolWithTag)(POOL_TYPE Type, SIZE_T Bytes, ULONG Tag);
extern VOID (NTAPI *__real___imp_ExFreePoolWithTag)(PVOID Address, ULONG Tag);

static LONG Made;
static LONG Left;
/* Which allocation fails, once; 0: none. */
static ULONG Failing;
static PDRIVER_UNLOAD UnloadOfDriver;
static PDRIVER_DISPATCH CloseOfDriver;

static VOID Report(PCSTR What, const BLOCK *Block, ULONG Tag)
{
    DbgPrint("under test: %s, %lu bytes, tag %08lx, given %08lx\n", What, (ULONG)Block->Bytes, Block->Tag, Tag);
}

static PVOID Allocate(POOL_TYPE Type, SIZE_T Bytes, ULONG Tag)
{
    const ULONGLONG guard = GUARD;
    /* Blocks of a page or more begin on one. */
    SIZE_T alignment = Bytes >= PAGE_SIZE ? PAGE_SIZE : MEMORY_ALLOCATION_ALIGNMENT;
    PVOID start;
    BLOCK *block;

    if ((ULONG)InterlockedIncrement(&Made) == Failing) {
        DbgPrint("under test: allocation %lu fails\n", Failing);
        return NULL;
    }
    start = __real___imp_ExAllocatePoolWithTag(Type, sizeof(BLOCK) + alignment + Bytes + sizeof(guard), Tag);
    if (start == NULL) {
        return NULL;
    }
    InterlockedIncrement(&Left);
    block = (BLOCK *)(((ULONG_PTR)start + sizeof(BLOCK) + alignment - 1) & ~(ULONG_PTR)(alignment - 1)) - 1;
    block->Start = start;
    block->State = LIVE;
    block->Tag = Tag;
    block->Bytes = Bytes;
    /* Who reads what was never written, or what was freed, gets no zeros that look right. */
    RtlFillMemory(block + 1, Bytes, 0xCD);
    RtlCopyMemory((PUCHAR)(block + 1) + Bytes, &guard, sizeof(guard));
    return block + 1;
}

static PVOID NTAPI AllocateWithTag(POOL_TYPE Type, SIZE_T Bytes, ULONG Tag)
{
    return Allocate(Type, Bytes, Tag);
}

/* Microsoft Learn, ExAllocatePool2: zeroed unless asked otherwise. */
static PVOID NTAPI Allocate2(POOL_FLAGS Flags, SIZE_T Bytes, ULONG Tag)
{
    PVOID address = Allocate((Flags & POOL_FLAG_PAGED) != 0 ? PagedPool : NonPagedPoolNx, Bytes, Tag);

    if (address != NULL && (Flags & POOL_FLAG_UNINITIALIZED) == 0) {
        RtlZeroMemory(address, Bytes);
    }
    return address;
}

static VOID NTAPI FreeWithTag(PVOID Address, ULONG Tag)
{
    const ULONGLONG guard = GUARD;
    BLOCK *block = (BLOCK *)Address - 1;

    if (Address == NULL) {
        DbgPrint("under test: NULL is freed\n");
        return;
    }
    if (block->State != LIVE) {
        if (block->State == FREED) {
            Report("freed twice", block, Tag);
            return;
        }
        /* The kernel's own, handed to the driver. */
        __real___imp_ExFreePoolWithTag(Address, Tag);
        return;
    }
    if (Tag != 0 && Tag != block->Tag) {
        Report("freed with another tag", block, Tag);
    }
    if (RtlCompareMemory((PUCHAR)Address + block->Bytes, &guard, sizeof(guard)) != sizeof(guard)) {
        Report("written behind its end", block, Tag);
    }
    InterlockedDecrement(&Left);
    RtlFillMemory(Address, block->Bytes, 0xDD);
    block->State = FREED;
    __real___imp_ExFreePoolWithTag(block->Start, block->Tag);
}

static VOID NTAPI Free(PVOID Address)
{
    FreeWithTag(Address, 0);
}

static VOID NTAPI SystemTimePrecise(PLARGE_INTEGER Time)
{
    KeQuerySystemTime(Time);
}

PVOID (NTAPI *__wrap___imp_ExAllocatePoolWithTag)(POOL_TYPE Type, SIZE_T Bytes, ULONG Tag) = AllocateWithTag;
PVOID (NTAPI *__wrap___imp_ExAllocatePool2)(POOL_FLAGS Flags, SIZE_T Bytes, ULONG Tag) = Allocate2;
VOID (NTAPI *__wrap___imp_ExFreePoolWithTag)(PVOID Address, ULONG Tag) = FreeWithTag;
VOID (NTAPI *__wrap___imp_ExFreePool)(PVOID Address) = Free;
VOID (NTAPI *__wrap___imp_KeQuerySystemTimePrecise)(PLARGE_INTEGER Time) = SystemTimePrecise;

/* What must be nothing after a driver has gone, or has failed to come. */
static VOID ReportLeft(PDRIVER_OBJECT DriverObject)
{
    ULONG devices = 0;
    PDEVICE_OBJECT device;

    for (device = DriverObject->DeviceObject; device != NULL; device = device->NextDevice) {
        devices++;
    }
    DbgPrint("under test: left %ld allocations of %ld, %lu devices\n", Left, Made, devices);
}

static NTSTATUS NTAPI CleanedUp(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Wine sends no IRP_MJ_CLEANUP: the driver gets it before each IRP_MJ_CLOSE, as it would in Windows. */
static NTSTATUS NTAPI CloseUnderTest(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIRP cleanup = IoAllocateIrp(DeviceObject->StackSize, FALSE);

    if (cleanup != NULL) {
        PIO_STACK_LOCATION stack = IoGetNextIrpStackLocation(cleanup);

        stack->MajorFunction = IRP_MJ_CLEANUP;
        stack->FileObject = IoGetCurrentIrpStackLocation(Irp)->FileObject;
        IoSetCompletionRoutine(cleanup, CleanedUp, NULL, TRUE, TRUE, TRUE);
        if (IoCallDriver(DeviceObject, cleanup) == STATUS_PENDING) {
            DbgPrint("under test: a cleanup is pending\n");
        }
        IoFreeIrp(cleanup);
    }
    return CloseOfDriver(DeviceObject, Irp);
}

static VOID UnloadUnderTest(PDRIVER_OBJECT DriverObject)
{
    UnloadOfDriver(DriverObject);
    ReportLeft(DriverObject);
}

/* The service's value FailingAllocation says which allocation is to fail. */
static ULONG FailingAllocation(PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"FailingAllocation");
    UCHAR buffer[sizeof(KEY_VALUE_PARTIAL_INFORMATION) + sizeof(ULONG)];
    KEY_VALUE_PARTIAL_INFORMATION *value = (KEY_VALUE_PARTIAL_INFORMATION *)buffer;
    OBJECT_ATTRIBUTES attributes;
    HANDLE key;
    ULONG length;
    ULONG number = 0;

    InitializeObjectAttributes(&attributes, RegistryPath, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
    if (!NT_SUCCESS(ZwOpenKey(&key, KEY_READ, &attributes))) {
        return 0;
    }
    if (NT_SUCCESS(ZwQueryValueKey(key, &name, KeyValuePartialInformation, value, sizeof(buffer), &length)) &&
        value->Type == REG_DWORD) {
        RtlCopyMemory(&number, value->Data, sizeof(number));
    }
    ZwClose(key);
    return number;
}

NTSTATUS EntryUnderTest(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    Failing = FailingAllocation(RegistryPath);
    status = DriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        ReportLeft(DriverObject);
        return status;
    }
    UnloadOfDriver = DriverObject->DriverUnload;
    if (UnloadOfDriver != NULL) {
        DriverObject->DriverUnload = UnloadUnderTest;
    }
    CloseOfDriver = DriverObject->MajorFunction[IRP_MJ_CLOSE];
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = CloseUnderTest;
    return status;
}
