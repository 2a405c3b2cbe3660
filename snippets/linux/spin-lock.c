/*
 * prefix: kd-linux-spin-lock
 * title: Spin lock in process context
 * topic: Locks and waiting
 * description: Guards what is used in process context alone, for a few instructions
 * includes: linux/spinlock.h
 * needs: device, in-function
 */
/* Until the unlock nothing sleeps: no mutex, no GFP_KERNEL, no copying for programs. */
spin_lock(&${1:sample}->${2:lock});
$0
spin_unlock(&${1:sample}->${2:lock});
