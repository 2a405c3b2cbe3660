/*
 * prefix: kd-event-wait
 * title: Wait for an event with a timeout
 * topic: Locks and waiting
 * description: STATUS_TIMEOUT counts as success: it is asked for by its name
 * needs: extension, in-status-routine
 */
LARGE_INTEGER timeout;
NTSTATUS status;

/* Milliseconds; negative is relative. */
timeout.QuadPart = -10000LL * ${1:1000};
status = KeWaitForSingleObject(&${2:Extension}->${3:Event}, Executive, KernelMode, FALSE, &timeout);
if (status == STATUS_TIMEOUT) {
    return STATUS_IO_TIMEOUT;
}
$0
