/*
 * prefix: kd-spin-lock
 * title: Spin lock
 * topic: Locks and waiting
 * description: Guards what is used at DISPATCH_LEVEL too; in a KSPIN_LOCK set up with KeInitializeSpinLock
 * needs: extension, in-routine
 */
KIRQL oldIrql;

/* At DISPATCH_LEVEL until the release: nothing pageable, nothing that waits, and soon over. */
KeAcquireSpinLock(&${1:Extension}->${2:SpinLock}, &oldIrql);
$0
KeReleaseSpinLock(&${1:Extension}->${2:SpinLock}, oldIrql);
