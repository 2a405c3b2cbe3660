/*
 * prefix: kd-wdf-context
 * title: WDF: context of an object
 * topic: WDF
 * description: Memory of the driver's that comes and goes with an object, and the function that finds it
 * includes: wdf.h
 */
typedef struct _${1:SAMPLE}_REQUEST_CONTEXT {
    ULONG Retries;
} ${1:SAMPLE}_REQUEST_CONTEXT, *P${1:SAMPLE}_REQUEST_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(${1:SAMPLE}_REQUEST_CONTEXT, ${2:Sample}GetRequestContext)

/* In EvtDeviceAdd, before WdfDeviceCreate: each request of the device has one then, zeroed. */
VOID ${2:Sample}SetRequestContext(_In_ PWDFDEVICE_INIT DeviceInit)
{
    WDF_OBJECT_ATTRIBUTES attributes;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, ${1:SAMPLE}_REQUEST_CONTEXT);
    WdfDeviceInitSetRequestAttributes(DeviceInit, &attributes);
}

BOOLEAN ${2:Sample}MayRetry(_In_ WDFREQUEST Request)
{
    return ${2:Sample}GetRequestContext(Request)->Retries++ < ${3:3};
}
