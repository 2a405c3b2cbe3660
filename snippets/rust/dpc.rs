// prefix: kd-dpc
// title: DPC
// topic: Deferred work
// description: A deferred procedure call with what it works on: initialises, queues, and waits
//     for its end before that is freed

/// Not moved or freed while the DPC may run: in a Box, or in a device's extension.
struct ${1:State} {
    dpc: core::cell::UnsafeCell<KDPC>,
    count: core::sync::atomic::AtomicU32,
}

// SAFETY: what is no atomic the kernel alone touches, at any IRQL, from any processor.
unsafe impl Send for ${1:State} {}
// SAFETY: as above.
unsafe impl Sync for ${1:State} {}

/// At DISPATCH_LEVEL: nothing waits, nothing is paged, and it is soon over.
unsafe extern "C" fn ${2:on_dpc}(
    _dpc: *mut KDPC,
    context: PVOID,
    _argument_1: PVOID,
    _argument_2: PVOID,
) {
    // SAFETY: the context is the state that `set_up` gave, there until `stop` has returned.
    let Some(state) = (unsafe { context.cast::<${1:State}>().as_ref() }) else {
        return;
    };
    state
        .count
        .fetch_add(1, core::sync::atomic::Ordering::Relaxed);
    $0
}

impl ${1:State} {
    /// # Safety
    /// Once, before the others, and `self` stays where it is until `stop` has returned.
    unsafe fn set_up(&self) {
        let context = core::ptr::from_ref(self).cast_mut().cast();
        // SAFETY: the caller's.
        unsafe { KeInitializeDpc(self.dpc.get(), Some(${2:on_dpc}), context) };
    }

    /// From any IRQL; false where it was queued already.
    ///
    /// # Safety
    /// After `set_up`.
    unsafe fn queue(&self) -> bool {
        // SAFETY: the caller says that the DPC is initialised.
        unsafe {
            KeInsertQueueDpc(self.dpc.get(), core::ptr::null_mut(), core::ptr::null_mut()) != 0
        }
    }

    /// # Safety
    /// At PASSIVE_LEVEL, after `set_up`, when nobody queues it any more.
    unsafe fn stop(&self) {
        // SAFETY: the caller says that the DPC is initialised.
        unsafe {
            KeRemoveQueueDpc(self.dpc.get());
            KeFlushQueuedDpcs();
        }
    }
}
