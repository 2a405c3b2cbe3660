// prefix: kd-thread
// title: System thread that is stopped cleanly
// topic: Deferred work
// description: Starts a thread that works until an event says that it should end, and waits for
//     its end

/// Not moved or freed before `stop` has returned: in a Box, or in a device's extension.
struct ${1:Worker} {
    stop: core::cell::UnsafeCell<KEVENT>,
}

// SAFETY: an event is for several threads.
unsafe impl Send for ${1:Worker} {}
// SAFETY: as above.
unsafe impl Sync for ${1:Worker} {}

/// At PASSIVE_LEVEL.
unsafe extern "C" fn ${2:run}(context: PVOID) {
    let mut pause = LARGE_INTEGER {
        // A second, from now.
        QuadPart: -10_000_000,
    };
    // SAFETY: the context is the worker that `start` gave, there until this thread has ended.
    let Some(worker) = (unsafe { context.cast::<${1:Worker}>().as_ref() }) else {
        return;
    };
    loop {
        // SAFETY: the event is initialised, and the timeout lives as long as the call.
        let status = unsafe {
            KeWaitForSingleObject(
                worker.stop.get().cast(),
                _KWAIT_REASON::Executive,
                _MODE::KernelMode as KPROCESSOR_MODE,
                0,
                &raw mut pause,
            )
        };
        if status != STATUS_TIMEOUT {
            break;
        }
        $0
    }
}

impl ${1:Worker} {
    /// The thread, for `stop`.
    ///
    /// # Safety
    /// At PASSIVE_LEVEL, once, and `self` stays where it is until `stop` has returned.
    unsafe fn start(&self) -> Result<PVOID, NTSTATUS> {
        let mut handle = core::ptr::null_mut();
        let mut thread = core::ptr::null_mut();
        // SAFETY: the caller's; what is zeroed are numbers and pointers.
        // OBJ_KERNEL_HANDLE: the handle is no program's, whichever process this runs in.
        unsafe {
            let mut attributes = OBJECT_ATTRIBUTES {
                Length: size_of::<OBJECT_ATTRIBUTES>() as u32,
                Attributes: OBJ_KERNEL_HANDLE,
                ..core::mem::zeroed()
            };
            KeInitializeEvent(self.stop.get(), _EVENT_TYPE::NotificationEvent, 0);
            let status = PsCreateSystemThread(
                &raw mut handle,
                THREAD_ALL_ACCESS,
                &raw mut attributes,
                core::ptr::null_mut(),
                core::ptr::null_mut(),
                Some(${2:run}),
                core::ptr::from_ref(self).cast_mut().cast(),
            );
            if status < 0 {
                return Err(status);
            }
            // It cannot fail: a kernel handle that was just made, with all access.
            let status = ObReferenceObjectByHandle(
                handle,
                THREAD_ALL_ACCESS,
                core::ptr::null_mut(),
                _MODE::KernelMode as KPROCESSOR_MODE,
                &raw mut thread,
                core::ptr::null_mut(),
            );
            debug_assert!(status >= 0);
            let _ = ZwClose(handle);
        }
        Ok(thread)
    }

    /// # Safety
    /// At PASSIVE_LEVEL, once, with what `start` gave.
    unsafe fn stop(&self, thread: PVOID) {
        // SAFETY: the caller's. The thread's object is there until it is dereferenced.
        unsafe {
            KeSetEvent(self.stop.get(), 0, 0);
            let _ = KeWaitForSingleObject(
                thread,
                _KWAIT_REASON::Executive,
                _MODE::KernelMode as KPROCESSOR_MODE,
                0,
                core::ptr::null_mut(),
            );
            ObfDereferenceObject(thread);
        }
    }
}
