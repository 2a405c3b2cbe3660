/*
 * prefix: kd-linux-spin-lock-irqsave
 * title: Spin lock shared with interrupts
 * topic: Locks and waiting
 * description: Guards what an interrupt handler uses too: interrupts are off on this processor,
 *     and then as before
 * includes: linux/spinlock.h
 * needs: device, in-function
 */
unsigned long flags;

/* Until the unlock nothing sleeps, and not for long: this processor hears of nothing. */
spin_lock_irqsave(&${1:sample}->${2:lock}, flags);
$0
spin_unlock_irqrestore(&${1:sample}->${2:lock}, flags);
