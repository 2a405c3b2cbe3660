/* The extension of a filter's devices. */
typedef struct _SAMPLE_EXTENSION {
    PDEVICE_OBJECT LowerDevice;
    IO_REMOVE_LOCK RemoveLock;
} SAMPLE_EXTENSION, *PSAMPLE_EXTENSION;
