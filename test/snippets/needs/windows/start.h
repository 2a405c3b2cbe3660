/* Starts a request that somebody completes later. */
VOID SampleStart(PDEVICE_OBJECT DeviceObject, PIRP Irp);
