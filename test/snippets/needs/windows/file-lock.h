/* What a file system keeps of an open file. */
typedef struct _SAMPLE_FILE {
    FSRTL_ADVANCED_FCB_HEADER Header;
    FILE_LOCK Lock;
} SAMPLE_FILE, *PSAMPLE_FILE;
