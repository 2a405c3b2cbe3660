// prefix: kd-timer
// title: Periodic timer
// topic: Deferred work
// description: A timer whose DPC runs again and again, started, and stopped so that nothing of
//     it runs afterwards

/// Not moved or freed while the timer may run: in a Box, or in a device's extension.
struct ${1:Ticker} {
    timer: core::cell::UnsafeCell<KTIMER>,
    dpc: core::cell::UnsafeCell<KDPC>,
    ticks: core::sync::atomic::AtomicU32,
}

// SAFETY: what is no atomic the kernel alone touches, at any IRQL, from any processor.
unsafe impl Send for ${1:Ticker} {}
// SAFETY: as above.
unsafe impl Sync for ${1:Ticker} {}

/// At DISPATCH_LEVEL: nothing waits, nothing is paged, and it is soon over.
unsafe extern "C" fn ${2:on_tick}(
    _dpc: *mut KDPC,
    context: PVOID,
    _argument_1: PVOID,
    _argument_2: PVOID,
) {
    // SAFETY: the context is the ticker that `start` gave, there until `stop` has returned.
    let Some(ticker) = (unsafe { context.cast::<${1:Ticker}>().as_ref() }) else {
        return;
    };
    ticker
        .ticks
        .fetch_add(1, core::sync::atomic::Ordering::Relaxed);
    $0
}

impl ${1:Ticker} {
    /// # Safety
    /// Once, and `self` stays where it is until `stop` has returned.
    unsafe fn start(&self, milliseconds: i32) {
        // In units of 100 ns; what is negative counts from now.
        let first = LARGE_INTEGER {
            QuadPart: i64::from(milliseconds) * -10_000,
        };
        let context = core::ptr::from_ref(self).cast_mut().cast();
        // SAFETY: the caller's; the timer is set after timer and DPC are initialised.
        unsafe {
            KeInitializeDpc(self.dpc.get(), Some(${2:on_tick}), context);
            KeInitializeTimerEx(self.timer.get(), _TIMER_TYPE::SynchronizationTimer);
            KeSetTimerEx(self.timer.get(), first, milliseconds, self.dpc.get());
        }
    }

    /// A DPC that is queued already has run when this returns.
    ///
    /// # Safety
    /// At PASSIVE_LEVEL, after `start`.
    unsafe fn stop(&self) {
        // SAFETY: the caller says that both are initialised.
        unsafe {
            KeCancelTimer(self.timer.get());
            KeFlushQueuedDpcs();
        }
    }
}
