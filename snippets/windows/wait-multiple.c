/*
 * prefix: kd-wait-multiple
 * title: Wait for one of several objects
 * topic: Locks and waiting
 * description: Waits for the first of up to three, and tells which it was
 * needs: extension, in-routine
 */
/*
 * More than THREAD_WAIT_OBJECTS need wait blocks as the last argument. Of several the first one is told. The second one
 * is a SynchronizationEvent, which the wait resets.
 */
PVOID objects[2];
NTSTATUS status;

objects[0] = &${1:Extension}->${2:StopEvent};
objects[1] = &${1:Extension}->${3:Event};
do {
    status = KeWaitForMultipleObjects(
        RTL_NUMBER_OF(objects), objects, WaitAny, Executive, KernelMode, FALSE, NULL, NULL);
    if (status == STATUS_WAIT_1) {
        $0
    }
} while (status != STATUS_WAIT_0);
