/* here */

/* The macro in use. */
VOID SampleSay(_In_ NTSTATUS Status)
{
    SAMPLE_PRINT(DPFLTR_ERROR_LEVEL, "failed, 0x%08lX\n", Status);
    SAMPLE_PRINT(DPFLTR_INFO_LEVEL, "done\n");
}
