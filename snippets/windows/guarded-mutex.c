/*
 * prefix: kd-guarded-mutex
 * title: Guarded mutex
 * topic: Locks and waiting
 * description: As a fast mutex, but leaves the IRQL as it is; set up with KeInitializeGuardedMutex
 * needs: extension, in-routine
 */
/* All APCs are off until the release. */
KeAcquireGuardedMutex(&${1:Extension}->${2:GuardedMutex});
$0
KeReleaseGuardedMutex(&${1:Extension}->${2:GuardedMutex});
