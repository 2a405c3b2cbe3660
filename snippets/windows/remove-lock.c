/*
 * prefix: kd-remove-lock
 * title: Remove lock
 * topic: Locks and waiting
 * description: Keeps a device while it is used; set up with IoInitializeRemoveLock, waited for when the device is
 *     removed
 * needs: extension, in-status-routine
 */
/* The tag tells holders apart in checked builds: mostly the request. */
NTSTATUS status = IoAcquireRemoveLock(&${1:Extension}->${2:RemoveLock}, ${3:NULL});

if (!NT_SUCCESS(status)) {
    /* STATUS_DELETE_PENDING: the device is going. */
    return status;
}
$0
IoReleaseRemoveLock(&${1:Extension}->${2:RemoveLock}, ${3:NULL});
