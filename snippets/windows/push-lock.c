/*
 * prefix: kd-push-lock
 * title: Push lock, shared or exclusive
 * topic: Locks and waiting
 * description: A small and fast reader-writer lock, paged if you like; set up with ExInitializePushLock; Windows 10
 *     1809 and later
 * needs: extension, in-routine
 */
/* The thread that has it may not take it again, not even shared. */
KeEnterCriticalRegion();
ExAcquirePushLock${1|Exclusive,Shared|}(&${2:Extension}->${3:PushLock});
$0
ExReleasePushLock${1|Exclusive,Shared|}(&${2:Extension}->${3:PushLock});
KeLeaveCriticalRegion();
