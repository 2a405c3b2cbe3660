NTSTATUS SampleTry(_Inout_ PSAMPLE_EXTENSION Extension)
{
    UNREFERENCED_PARAMETER(Extension);
    /* here */
    return STATUS_SUCCESS;
}
