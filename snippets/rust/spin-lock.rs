// prefix: kd-spin-lock
// title: Spin lock with what it guards
// topic: Locks and waiting
// description: SpinLock<T>, whose guard keeps the processor at DISPATCH_LEVEL and releases the
//     lock when it is dropped

pub struct SpinLock<T> {
    lock: core::cell::UnsafeCell<KSPIN_LOCK>,
    value: core::cell::UnsafeCell<T>,
}

// SAFETY: the lock gives the value to one processor at a time.
unsafe impl<T: Send> Sync for SpinLock<T> {}

impl<T> SpinLock<T> {
    /// A spin lock that nobody has is 0.
    pub const fn new(value: T) -> Self {
        Self {
            lock: core::cell::UnsafeCell::new(0),
            value: core::cell::UnsafeCell::new(value),
        }
    }

    /// Up to DISPATCH_LEVEL, where the processor stays until the guard is dropped. Not recursive.
    pub fn lock(&self) -> SpinLockGuard<'_, T> {
        // SAFETY: the lock is the kernel's alone, in memory that is not paged.
        let irql = unsafe { KeAcquireSpinLockRaiseToDpc(self.lock.get()) };
        SpinLockGuard {
            owner: self,
            irql,
            stays: core::marker::PhantomData,
        }
    }
}

/// Not Send: the IRQL is this processor's.
#[must_use]
pub struct SpinLockGuard<'a, T> {
    owner: &'a SpinLock<T>,
    irql: KIRQL,
    stays: core::marker::PhantomData<*const ()>,
}

impl<T> core::ops::Deref for SpinLockGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: the lock is held.
        unsafe { &*self.owner.value.get() }
    }
}

impl<T> core::ops::DerefMut for SpinLockGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the lock is held, and the guard is borrowed for this alone.
        unsafe { &mut *self.owner.value.get() }
    }
}

impl<T> Drop for SpinLockGuard<'_, T> {
    fn drop(&mut self) {
        // SAFETY: this processor has the lock, and the IRQL is from its acquisition.
        unsafe { KeReleaseSpinLock(self.owner.lock.get(), self.irql) };
    }
}
