/*
 * prefix: kd-mutex
 * title: Mutex of the kernel
 * topic: Locks and waiting
 * description: A KMUTEX, which its owner may take again; set up with KeInitializeMutex
 * needs: extension, in-routine
 */
(VOID)KeWaitForSingleObject(&${1:Extension}->${2:Mutex}, Executive, KernelMode, FALSE, NULL);
$0
(VOID)KeReleaseMutex(&${1:Extension}->${2:Mutex}, FALSE);
