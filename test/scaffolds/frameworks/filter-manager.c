/*
 * Registration, instances, contexts, opens and names of what stands for the filter manager where a driver from the template
 * `minifilter` runs in Wine, which has hardly any of it. The functions of shim/fltKernel.h do what the reference says of them,
 * and print what a driver must not do: lines that begin with "flt wrong:". What happens to the driver once it is loaded is in
 * minifilter-day.c.
 */
#include "filter-manager.h"

typedef struct _CONTEXT_BLOCK {
    FLT_CONTEXT_TYPE Type;
    LONG References;
    ULONGLONG Bytes[ANYSIZE_ARRAY];
} CONTEXT_BLOCK;

struct _FLT_INSTANCE {
    CONTEXT_BLOCK *Context;
};

struct _FLT_FILTER {
    const FLT_REGISTRATION *Registration;
};

DRIVER_INITIALIZE DriverEntry;
/* The driver's, whose objects are compiled with this name for it. */
DRIVER_INITIALIZE DriverEntryOfTemplate;

static const struct {
    DEVICE_TYPE Type;
    FLT_FILESYSTEM_TYPE FileSystem;
} Volumes[] = {
    {FILE_DEVICE_DISK_FILE_SYSTEM, FLT_FSTYPE_NTFS},
    {FILE_DEVICE_DISK_FILE_SYSTEM, FLT_FSTYPE_RAW},
    {FILE_DEVICE_NETWORK_FILE_SYSTEM, FLT_FSTYPE_LANMAN},
    {FILE_DEVICE_CD_ROM_FILE_SYSTEM, FLT_FSTYPE_CDFS},
    {FILE_DEVICE_DISK_FILE_SYSTEM, FLT_FSTYPE_FAT},
};

PFLT_FILTER Filter;
static PFLT_INSTANCE Instances[RTL_NUMBER_OF(Volumes)];

/* Who opens, and which file, stand where a real one has objects. */
typedef struct _DATA {
    FLT_CALLBACK_DATA Data;
    FLT_IO_PARAMETER_BLOCK Block;
    const OPEN *Open;
} DATA;

static VOID RelatedTo(PFLT_INSTANCE Instance, const OPEN *Open, PFLT_RELATED_OBJECTS Related)
{
    FLT_RELATED_OBJECTS related = {
        .Size = sizeof(related), .Filter = Filter, .Instance = Instance, .FileObject = (PFILE_OBJECT)Open};

    RtlCopyMemory(Related, &related, sizeof(related));
}

/* A millisecond. */
VOID Pause(VOID)
{
    LARGE_INTEGER time = {.QuadPart = -10000};

    KeDelayExecutionThread(KernelMode, FALSE, &time);
}

/* Registration. */

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DriverObject);
    status = Filter->Registration->FilterUnloadCallback(0);
    if (!NT_SUCCESS(status) || Filter != NULL || Threads != 0) {
        WRONG("the filter is not unloaded, status %08lx, %ld threads\n", status, Threads);
    }
}

NTSTATUS NTAPI FltRegisterFilter(PDRIVER_OBJECT Driver, CONST FLT_REGISTRATION *Registration, PFLT_FILTER *RetFilter)
{
    Filter = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*Filter), TAG);
    if (Filter == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (Registration->Size != sizeof(*Registration) || Registration->Version != FLT_REGISTRATION_VERSION ||
        Registration->ContextRegistration[0].ContextType != FLT_INSTANCE_CONTEXT ||
        Registration->ContextRegistration[1].ContextType != FLT_CONTEXT_END ||
        Registration->OperationRegistration[0].MajorFunction != IRP_MJ_CREATE ||
        Registration->OperationRegistration[1].MajorFunction != IRP_MJ_OPERATION_END) {
        WRONG("the registration\n");
    }
    Filter->Registration = Registration;
    Driver->DriverUnload = Unload;
    *RetFilter = Filter;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FltStartFiltering(PFLT_FILTER Started)
{
    ULONG index;

    for (index = 0; index < RTL_NUMBER_OF(Volumes); index++) {
        FLT_RELATED_OBJECTS related;
        NTSTATUS status;

        Instances[index] = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*Instances[index]), TAG);
        if (Instances[index] == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        RelatedTo(Instances[index], NULL, &related);
        status = Started->Registration->InstanceSetupCallback(
            &related, 1, Volumes[index].Type, Volumes[index].FileSystem);
        if (!NT_SUCCESS(status)) {
            DbgPrint("flt: not attached to volume %lu, status %08lx\n", index, status);
            if (Instances[index]->Context != NULL) {
                WRONG("an instance that is not has a context\n");
            }
            ExFreePoolWithTag(Instances[index], TAG);
            Instances[index] = NULL;
        }
    }
    return STATUS_SUCCESS;
}

VOID NTAPI FltUnregisterFilter(PFLT_FILTER Unregistered)
{
    ULONG index;

    for (index = 0; index < RTL_NUMBER_OF(Volumes); index++) {
        FLT_RELATED_OBJECTS related;
        PFLT_INSTANCE instance = Instances[index];

        if (instance != NULL) {
            RelatedTo(instance, NULL, &related);
            Unregistered->Registration->InstanceTeardownCompleteCallback(&related, 4);
            if (instance->Context != NULL) {
                FltReleaseContext(instance->Context->Bytes);
            }
            ExFreePoolWithTag(instance, TAG);
            Instances[index] = NULL;
        }
    }
    Disconnect();
    if (IsPortOpen()) {
        WRONG("the port is not closed\n");
    }
    ExFreePoolWithTag(Unregistered, TAG);
    Filter = NULL;
}

/* Contexts. */

NTSTATUS NTAPI FltAllocateContext(
    PFLT_FILTER Owner, FLT_CONTEXT_TYPE Type, SIZE_T Size, POOL_TYPE Pool, PFLT_CONTEXT *Returned)
{
    const FLT_CONTEXT_REGISTRATION *registered = &Owner->Registration->ContextRegistration[0];
    CONTEXT_BLOCK *context;

    if (registered->ContextType != Type || registered->Size != Size) {
        WRONG("a context that is not registered\n");
    }
    context = ExAllocatePoolWithTag(Pool, FIELD_OFFSET(CONTEXT_BLOCK, Bytes) + Size, registered->PoolTag);
    if (context == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    context->Type = Type;
    context->References = 1;
    *Returned = context->Bytes;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FltSetInstanceContext(
    PFLT_INSTANCE Instance, FLT_SET_CONTEXT_OPERATION Operation, PFLT_CONTEXT New, PFLT_CONTEXT *Old)
{
    if (Operation != FLT_SET_CONTEXT_KEEP_IF_EXISTS || Old != NULL || Instance->Context != NULL) {
        WRONG("a context is set in another way than is known here\n");
        return STATUS_NOT_SUPPORTED;
    }
    Instance->Context = CONTAINING_RECORD(New, CONTEXT_BLOCK, Bytes);
    Instance->Context->References++;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FltGetInstanceContext(PFLT_INSTANCE Instance, PFLT_CONTEXT *Context)
{
    *Context = NULL;
    if (Instance->Context == NULL) {
        return STATUS_NOT_FOUND;
    }
    Instance->Context->References++;
    *Context = Instance->Context->Bytes;
    return STATUS_SUCCESS;
}

VOID NTAPI FltReleaseContext(PFLT_CONTEXT Released)
{
    CONTEXT_BLOCK *context = CONTAINING_RECORD(Released, CONTEXT_BLOCK, Bytes);

    if (--context->References == 0) {
        ExFreePool(context);
    }
}

/* Opens. */

static VOID Say(const OPEN *Open, PCSTR What)
{
    if (Open->Title != NULL) {
        DbgPrint("flt: %s: %s\n", Open->Title, What);
    }
}

VOID Open(const OPEN *Open)
{
    const FLT_OPERATION_REGISTRATION *operation = &Filter->Registration->OperationRegistration[0];
    FLT_CALLBACK_DATA fixed = {.Thread = (PETHREAD)Open->Requestor};
    FLT_RELATED_OBJECTS related;
    FLT_PREOP_CALLBACK_STATUS before;
    PVOID context = NULL;
    DATA data;

    RtlZeroMemory(&data, sizeof(data));
    RtlCopyMemory(&data.Data, &fixed, sizeof(fixed));
    *(PFLT_IO_PARAMETER_BLOCK *)&data.Data.Iopb = &data.Block;
    data.Open = Open;
    data.Block.MajorFunction = IRP_MJ_CREATE;
    data.Block.OperationFlags = Open->OperationFlags;
    data.Block.Parameters.Create.Options = Open->Options;
    RelatedTo(Instances[0], Open, &related);

    before = operation->PreOperation(&data.Data, &related, &context);
    if (before == FLT_PREOP_SUCCESS_NO_CALLBACK) {
        Say(Open, "let go");
        return;
    }
    if (before != FLT_PREOP_SUCCESS_WITH_CALLBACK || context != NULL) {
        WRONG("%s: before it comes %d\n", Open->Title, before);
    }
    data.Data.IoStatus.Status = Open->Status;
    if (operation->PostOperation(&data.Data, &related, context, Open->Flags) != FLT_POSTOP_FINISHED_PROCESSING) {
        WRONG("%s: after it comes another status\n", Open->Title);
    }
    Say(Open, "looked at");
}

NTSTATUS NTAPI FltGetFileNameInformation(
    PFLT_CALLBACK_DATA Data, FLT_FILE_NAME_OPTIONS Options, PFLT_FILE_NAME_INFORMATION *Returned)
{
    const OPEN *open = CONTAINING_RECORD(Data, DATA, Data)->Open;
    PFLT_FILE_NAME_INFORMATION name;

    if (Options != (FLT_FILE_NAME_NORMALIZED | FLT_FILE_NAME_QUERY_DEFAULT)) {
        WRONG("%s: options of a name %lx\n", open->Title, Options);
    }
    if ((open->Flags & FLTFL_POST_OPERATION_DRAINING) != 0 || open->Status != STATUS_SUCCESS) {
        WRONG("%s: a name is asked for\n", open->Title);
    }
    if (open->Name == NULL) {
        return STATUS_FLT_INVALID_NAME_REQUEST;
    }
    name = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(*name), TAG);
    if (name == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlInitUnicodeString(&name->Name, open->Name);
    *Returned = name;
    return STATUS_SUCCESS;
}

/* "\Device\HarddiskVolume1\a.txt:stream": txt. */
NTSTATUS NTAPI FltParseFileNameInformation(PFLT_FILE_NAME_INFORMATION Name)
{
    USHORT end = Name->Name.Length / sizeof(WCHAR);
    USHORT index;

    for (index = 0; index < Name->Name.Length / sizeof(WCHAR); index++) {
        if (Name->Name.Buffer[index] == L':') {
            end = index;
        }
    }
    for (index = end; index > 0 && Name->Name.Buffer[index - 1] != L'\\'; index--) {
        if (Name->Name.Buffer[index - 1] == L'.') {
            Name->Extension.Buffer = &Name->Name.Buffer[index];
            Name->Extension.Length = (USHORT)((end - index) * sizeof(WCHAR));
            Name->Extension.MaximumLength = Name->Extension.Length;
            break;
        }
    }
    Name->NamesParsed = 1;
    return STATUS_SUCCESS;
}

VOID NTAPI FltReleaseFileNameInformation(PFLT_FILE_NAME_INFORMATION Name)
{
    ExFreePoolWithTag(Name, TAG);
}

NTSTATUS NTAPI FltIsDirectory(PFILE_OBJECT FileObject, PFLT_INSTANCE Instance, PBOOLEAN IsDirectory)
{
    UNREFERENCED_PARAMETER(Instance);
    *IsDirectory = ((const OPEN *)FileObject)->IsDirectory;
    return STATUS_SUCCESS;
}

PEPROCESS NTAPI FltGetRequestorProcess(PFLT_CALLBACK_DATA Data)
{
    return (PEPROCESS)Data->Thread;
}

ULONG NTAPI FltGetRequestorProcessId(PFLT_CALLBACK_DATA Data)
{
    UNREFERENCED_PARAMETER(Data);
    return 4711;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status = DriverEntryOfTemplate(DriverObject, RegistryPath);

    if (NT_SUCCESS(status)) {
        Day();
    } else if (Filter != NULL || IsPortOpen() || Threads != 0) {
        WRONG("DriverEntry leaves a filter, a port or a thread\n");
    }
    return status;
}
