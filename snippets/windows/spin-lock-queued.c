/*
 * prefix: kd-spin-lock-queued
 * title: Queued spin lock
 * topic: Locks and waiting
 * description: A spin lock that is given in the order of the asking, for one that many processors want
 * needs: extension, in-routine
 */
KLOCK_QUEUE_HANDLE lock;

/* All users of a lock take it this way, or none does. */
KeAcquireInStackQueuedSpinLock(&${1:Extension}->${2:SpinLock}, &lock);
$0
KeReleaseInStackQueuedSpinLock(&lock);
