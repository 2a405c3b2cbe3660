/*
 * prefix: kd-linux-spin-lock-bh
 * title: Spin lock shared with softirqs
 * topic: Locks and waiting
 * description: Guards what timers and network callbacks use too; interrupts stay on
 * includes: linux/spinlock.h
 * needs: device, in-function
 */
/* Not where interrupts are off: the unlock may run softirqs. */
spin_lock_bh(&${1:sample}->${2:lock});
$0
spin_unlock_bh(&${1:sample}->${2:lock});
