/* What a file system keeps of an open file. */
typedef struct _SAMPLE_FILE {
    FSRTL_ADVANCED_FCB_HEADER Header;
    PSECURITY_DESCRIPTOR Security;
} SAMPLE_FILE, *PSAMPLE_FILE;
