/*
 * prefix: kd-fast-mutex
 * title: Fast mutex
 * topic: Locks and waiting
 * description: Guards what is used up to APC_LEVEL; a FAST_MUTEX in nonpaged memory, set up with
 *     ExInitializeFastMutex
 * needs: extension, in-routine
 */
/* At APC_LEVEL until the release: the thread that has it may not take it again. */
ExAcquireFastMutex(&${1:Extension}->${2:FastMutex});
$0
ExReleaseFastMutex(&${1:Extension}->${2:FastMutex});
