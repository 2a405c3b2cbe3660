/* here */

/* A control code in use. */
ULONG SampleControlCode(VOID)
{
    return IOCTL_SAMPLE_RESET;
}
