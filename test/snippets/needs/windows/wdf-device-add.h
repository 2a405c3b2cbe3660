/* What becomes of a device. */
EXTERN_C EVT_WDF_DRIVER_DEVICE_ADD SampleEvtDeviceAdd;
