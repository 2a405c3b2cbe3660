/*
 * prefix: kd-wdf-timer
 * title: WDF: timer
 * topic: WDF
 * description: Runs again and again while the device is on; stopped and waited for
 * includes: wdf.h
 */
EXTERN_C EVT_WDF_TIMER ${1:Sample}EvtTimer;

_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ${1:Sample}CreateTimer(_In_ WDFDEVICE Device, _Out_ WDFTIMER *Timer)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_TIMER_CONFIG config;

    /* Milliseconds. */
    WDF_TIMER_CONFIG_INIT_PERIODIC(&config, ${1:Sample}EvtTimer, ${2:1000});
    config.TolerableDelay = ${3:100};
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    return WdfTimerCreate(&config, &attributes, Timer);
}

/* In EvtDeviceD0Entry. */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID ${1:Sample}StartTimer(_In_ WDFTIMER Timer)
{
    (VOID)WdfTimerStart(Timer, WDF_REL_TIMEOUT_IN_MS(${2:1000}));
}

/* In EvtDeviceD0Exit: TRUE waits for a routine that runs. */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID ${1:Sample}StopTimer(_In_ WDFTIMER Timer)
{
    (VOID)WdfTimerStop(Timer, TRUE);
}

/* At DISPATCH_LEVEL. */
_Use_decl_annotations_
VOID ${1:Sample}EvtTimer(WDFTIMER Timer)
{
    WDFDEVICE device = (WDFDEVICE)WdfTimerGetParentObject(Timer);

    UNREFERENCED_PARAMETER(device);
    $0
}
