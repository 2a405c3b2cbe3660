/*
 * prefix: kd-resource
 * title: Resource, shared or exclusive
 * topic: Locks and waiting
 * description: An ERESOURCE within a critical region, without which its owner could be suspended and hold everybody
 *     up
 * needs: extension, in-routine
 */
KeEnterCriticalRegion();
(VOID)ExAcquireResource${1|Exclusive,Shared|}Lite(&${2:Extension}->${3:Resource}, TRUE);
$0
ExReleaseResourceLite(&${2:Extension}->${3:Resource});
KeLeaveCriticalRegion();
