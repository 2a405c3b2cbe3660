/*
 * prefix: kd-spin-lock-dpc
 * title: Spin lock in a DPC
 * topic: Locks and waiting
 * description: A spin lock where the code runs at DISPATCH_LEVEL already, as DPCs and StartIo do
 * needs: extension, in-dpc
 */
KeAcquireSpinLockAtDpcLevel(&${1:Extension}->${2:SpinLock});
$0
KeReleaseSpinLockFromDpcLevel(&${1:Extension}->${2:SpinLock});
