/* A device with registers in memory. */
typedef struct _SAMPLE_DEVICE {
    PVOID Registers;
    SIZE_T Length;
} SAMPLE_DEVICE, *PSAMPLE_DEVICE;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(SAMPLE_DEVICE, SampleGetDevice)
