/*
 * prefix: kd-spin-lock-shared
 * title: Reader-writer spin lock
 * topic: Locks and waiting
 * description: Many readers or one writer at DISPATCH_LEVEL; an EX_SPIN_LOCK that begins as 0
 * needs: extension, in-routine
 */
KIRQL oldIrql = ExAcquireSpinLock${1|Shared,Exclusive|}(&${2:Extension}->${3:SharedLock});

$0
ExReleaseSpinLock${1|Shared,Exclusive|}(&${2:Extension}->${3:SharedLock}, oldIrql);
