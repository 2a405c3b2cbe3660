/*
 * prefix: kd-notify-registry
 * title: Changes of the registry
 * topic: Notifications of the system
 * description: CmRegisterCallbackEx with an altitude: sees a value before it is set, and can refuse it; and its
 *     removal
 */
static LARGE_INTEGER ${1:Sample}RegistryCookie;

EXTERN_C EX_CALLBACK_FUNCTION ${1:Sample}RegistryNotify;

/* Microsoft gives out altitudes; a driver loads once with each. */
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS ${1:Sample}WatchRegistry(_In_ PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING altitude = RTL_CONSTANT_STRING(L"${2:360000}");

    return CmRegisterCallbackEx(
        ${1:Sample}RegistryNotify, &altitude, DriverObject, NULL, &${1:Sample}RegistryCookie, NULL);
}

/* Waits until nobody is in the routine. */
_IRQL_requires_max_(APC_LEVEL)
VOID ${1:Sample}UnwatchRegistry(VOID)
{
    (VOID)CmUnRegisterCallback(${1:Sample}RegistryCookie);
}

/* In the thread that uses the registry. What a pre-notification returns other than success refuses the operation. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}RegistryNotify(PVOID CallbackContext, PVOID Argument1, PVOID Argument2)
{
    UNREFERENCED_PARAMETER(CallbackContext);

    switch ((REG_NOTIFY_CLASS)(ULONG_PTR)Argument1) {
    case RegNtPreSetValueKey: {
        PREG_SET_VALUE_KEY_INFORMATION set = (PREG_SET_VALUE_KEY_INFORMATION)Argument2;
        PCUNICODE_STRING key;

        /* set->Data may be the memory of a program, which changes it: it is copied within __try. */
        if (!NT_SUCCESS(CmCallbackGetKeyObjectIDEx(&${1:Sample}RegistryCookie, set->Object, NULL, &key, 0))) {
            break;
        }
        $0
        CmCallbackReleaseKeyObjectIDEx(key);
        break;
    }
    default:
        break;
    }
    return STATUS_SUCCESS;
}
