//! A value that one processor at a time may touch.

use core::cell::UnsafeCell;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};

use super::ffi::{self, KIRQL, KSPIN_LOCK};

/// A spin lock with what it guards. It may be taken at any IRQL up to DISPATCH_LEVEL, and is not recursive.
pub struct SpinLock<T> {
    lock: UnsafeCell<KSPIN_LOCK>,
    value: UnsafeCell<T>,
}

// SAFETY: the lock gives the value to one processor at a time. It goes from one to the next, so it has to be Send.
unsafe impl<T: Send> Sync for SpinLock<T> {}

impl<T> SpinLock<T> {
    /// A spin lock that nobody has is 0: what KeInitializeSpinLock makes of it.
    pub const fn new(value: T) -> Self {
        Self {
            lock: UnsafeCell::new(0),
            value: UnsafeCell::new(value),
        }
    }

    /// Waits for the lock and raises the IRQL to DISPATCH_LEVEL until the guard is dropped: nothing in between may wait,
    /// touch paged memory or take long. Guards of several locks are dropped in the opposite order.
    pub fn lock(&self) -> SpinLockGuard<'_, T> {
        // SAFETY: the lock is initialised, in memory that is not paged, and touched by the kernel alone.
        let irql = unsafe { ffi::KeAcquireSpinLockRaiseToDpc(self.lock.get()) };
        SpinLockGuard {
            owner: self,
            irql,
            stays: PhantomData,
        }
    }
}

/// The value of a lock that is held.
#[must_use = "the lock is released when this is dropped"]
pub struct SpinLockGuard<'a, T> {
    owner: &'a SpinLock<T>,
    /// Where the processor was before.
    irql: KIRQL,
    /// Not Send: the IRQL is this processor's.
    stays: PhantomData<*const ()>,
}

impl<T> Deref for SpinLockGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: the lock is held as long as the guard is there, so nobody else has a reference that may write.
        unsafe { &*self.owner.value.get() }
    }
}

impl<T> DerefMut for SpinLockGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as above, and the guard itself is borrowed for this reference alone.
        unsafe { &mut *self.owner.value.get() }
    }
}

impl<T> Drop for SpinLockGuard<'_, T> {
    fn drop(&mut self) {
        // SAFETY: this processor has the lock, and `irql` is what its acquisition returned.
        unsafe { ffi::KeReleaseSpinLock(self.owner.lock.get(), self.irql) };
    }
}
