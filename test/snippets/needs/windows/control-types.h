/* What a program sends with a control code, and what comes back. */
typedef struct _SAMPLE_REQUEST {
    ULONG Id;
    ULONG Flags;
} SAMPLE_REQUEST, *PSAMPLE_REQUEST;

typedef struct _SAMPLE_REPLY {
    ULONG Id;
    ULONG Status;
} SAMPLE_REPLY, *PSAMPLE_REPLY;
