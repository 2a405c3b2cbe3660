VOID SampleRoutine(_Inout_ PSAMPLE_EXTENSION Extension)
{
    UNREFERENCED_PARAMETER(Extension);
    /* here */
}
