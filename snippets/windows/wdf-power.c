/*
 * prefix: kd-wdf-power
 * title: WDF: hardware and power
 * topic: WDF
 * description: Maps the device's registers when it starts, and switches it on and off
 * includes: wdf.h
 * needs: wdf-registers
 */
EXTERN_C EVT_WDF_DEVICE_PREPARE_HARDWARE ${1:Sample}EvtPrepareHardware;
EXTERN_C EVT_WDF_DEVICE_RELEASE_HARDWARE ${1:Sample}EvtReleaseHardware;
EXTERN_C EVT_WDF_DEVICE_D0_ENTRY ${1:Sample}EvtD0Entry;
EXTERN_C EVT_WDF_DEVICE_D0_EXIT ${1:Sample}EvtD0Exit;

/* In EvtDeviceAdd, before WdfDeviceCreate. */
VOID ${1:Sample}SetPowerCallbacks(_In_ PWDFDEVICE_INIT DeviceInit)
{
    WDF_PNPPOWER_EVENT_CALLBACKS callbacks;

    WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&callbacks);
    callbacks.EvtDevicePrepareHardware = ${1:Sample}EvtPrepareHardware;
    callbacks.EvtDeviceReleaseHardware = ${1:Sample}EvtReleaseHardware;
    callbacks.EvtDeviceD0Entry = ${1:Sample}EvtD0Entry;
    callbacks.EvtDeviceD0Exit = ${1:Sample}EvtD0Exit;
    WdfDeviceInitSetPnpPowerEventCallbacks(DeviceInit, &callbacks);
}

_Use_decl_annotations_
NTSTATUS ${1:Sample}EvtPrepareHardware(WDFDEVICE Device, WDFCMRESLIST ResourcesRaw, WDFCMRESLIST ResourcesTranslated)
{
    P${2:SAMPLE_DEVICE} context = ${3:SampleGetDevice}(Device);
    ULONG count = WdfCmResourceListGetCount(ResourcesTranslated);
    ULONG index;

    UNREFERENCED_PARAMETER(ResourcesRaw);

    for (index = 0; index < count; index++) {
        PCM_PARTIAL_RESOURCE_DESCRIPTOR descriptor =
            WdfCmResourceListGetDescriptor(ResourcesTranslated, index);

        if (descriptor->Type == CmResourceTypeMemory && context->Registers == NULL) {
            context->Length = descriptor->u.Memory.Length;
            context->Registers =
                MmMapIoSpaceEx(descriptor->u.Memory.Start, context->Length, PAGE_READWRITE | PAGE_NOCACHE);
            if (context->Registers == NULL) {
                return STATUS_INSUFFICIENT_RESOURCES;
            }
        }
    }
    return context->Registers == NULL ? STATUS_DEVICE_CONFIGURATION_ERROR : STATUS_SUCCESS;
}

/* Called where the one above failed, too. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}EvtReleaseHardware(WDFDEVICE Device, WDFCMRESLIST ResourcesTranslated)
{
    P${2:SAMPLE_DEVICE} context = ${3:SampleGetDevice}(Device);

    UNREFERENCED_PARAMETER(ResourcesTranslated);

    if (context->Registers != NULL) {
        MmUnmapIoSpace(context->Registers, context->Length);
        context->Registers = NULL;
    }
    return STATUS_SUCCESS;
}

/* Resident where the device is in the paging path. Interrupts are connected afterwards. */
_Use_decl_annotations_
NTSTATUS ${1:Sample}EvtD0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE PreviousState)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(PreviousState);
    $0
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS ${1:Sample}EvtD0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE TargetState)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(TargetState);
    return STATUS_SUCCESS;
}
