/*
 * prefix: kd-wdf-interrupt
 * title: WDF: interrupt
 * topic: WDF
 * description: An interrupt's service routine, and the DPC that does what it puts off
 * includes: wdf.h
 */
EXTERN_C EVT_WDF_INTERRUPT_ISR ${1:Sample}EvtInterruptIsr;
EXTERN_C EVT_WDF_INTERRUPT_DPC ${1:Sample}EvtInterruptDpc;

/* In EvtDeviceAdd; the framework connects it when the device is on. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}CreateInterrupt(_In_ WDFDEVICE Device, _Out_ WDFINTERRUPT *Interrupt)
{
    WDF_INTERRUPT_CONFIG config;

    WDF_INTERRUPT_CONFIG_INIT(&config, ${1:Sample}EvtInterruptIsr, ${1:Sample}EvtInterruptDpc);
    return WdfInterruptCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, Interrupt);
}

/* At the device's IRQL. FALSE where the interrupt is another device's. */
_Use_decl_annotations_
BOOLEAN ${1:Sample}EvtInterruptIsr(WDFINTERRUPT Interrupt, ULONG MessageID)
{
    UNREFERENCED_PARAMETER(MessageID);

    /* Ask the device whether it was, and make it stop; keep what the DPC needs. */
    $0
    (VOID)WdfInterruptQueueDpcForIsr(Interrupt);
    return TRUE;
}

/* At DISPATCH_LEVEL; once for several interrupts. What is shared with the routine above is taken under its lock. */
_Use_decl_annotations_
VOID ${1:Sample}EvtInterruptDpc(WDFINTERRUPT Interrupt, WDFOBJECT AssociatedObject)
{
    UNREFERENCED_PARAMETER(AssociatedObject);

    WdfInterruptAcquireLock(Interrupt);
    /* Take over what the service routine has kept. */
    WdfInterruptReleaseLock(Interrupt);
}
