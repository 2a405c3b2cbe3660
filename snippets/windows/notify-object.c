/*
 * prefix: kd-notify-object
 * title: Handles of processes
 * topic: Notifications of the system
 * description: ObRegisterCallbacks with an altitude: takes rights off handles to a process; and its removal
 */
/* PROCESS_TERMINATE and PROCESS_VM_WRITE, which the kit's headers for drivers do not have. */
#define ${1:SAMPLE}_DENIED (0x0001 | 0x0020)

static PVOID ${2:Sample}ObjectCookie;
/* The one that is guarded; NULL while there is none. */
static HANDLE ${2:Sample}GuardedProcessId;

/* Rights may be taken off and nothing else: the operation itself cannot be refused. */
_IRQL_requires_max_(APC_LEVEL)
OB_PREOP_CALLBACK_STATUS NTAPI ${2:Sample}PreHandle(
    _In_ PVOID RegistrationContext, _Inout_ POB_PRE_OPERATION_INFORMATION OperationInformation)
{
    UNREFERENCED_PARAMETER(RegistrationContext);

    /* Drivers' handles stay as they are, and those that a process has of itself. */
    if (OperationInformation->KernelHandle
        || OperationInformation->Object == (PVOID)PsGetCurrentProcess()
        || PsGetProcessId((PEPROCESS)OperationInformation->Object) != ${2:Sample}GuardedProcessId) {
        return OB_PREOP_SUCCESS;
    }
    if (OperationInformation->Operation == OB_OPERATION_HANDLE_CREATE) {
        OperationInformation->Parameters->CreateHandleInformation.DesiredAccess &= ~${1:SAMPLE}_DENIED;
    } else {
        OperationInformation->Parameters->DuplicateHandleInformation.DesiredAccess &= ~${1:SAMPLE}_DENIED;
    }
    return OB_PREOP_SUCCESS;
}

/* STATUS_ACCESS_DENIED where the driver is not linked with /INTEGRITYCHECK. Microsoft gives out altitudes. */
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS ${2:Sample}WatchHandles(VOID)
{
    UNICODE_STRING altitude = RTL_CONSTANT_STRING(L"${3:360000}");
    OB_OPERATION_REGISTRATION operation;
    OB_CALLBACK_REGISTRATION registration;

    RtlZeroMemory(&operation, sizeof(operation));
    operation.ObjectType = PsProcessType;
    operation.Operations = OB_OPERATION_HANDLE_CREATE | OB_OPERATION_HANDLE_DUPLICATE;
    operation.PreOperation = ${2:Sample}PreHandle;

    RtlZeroMemory(&registration, sizeof(registration));
    registration.Version = OB_FLT_REGISTRATION_VERSION;
    registration.OperationRegistrationCount = 1;
    registration.Altitude = altitude;
    registration.OperationRegistration = &operation;
    return ObRegisterCallbacks(&registration, &${2:Sample}ObjectCookie);
}

/* Waits until nobody is in the routine. */
_IRQL_requires_max_(APC_LEVEL)
VOID ${2:Sample}UnwatchHandles(VOID)
{
    ObUnRegisterCallbacks(${2:Sample}ObjectCookie);
}
