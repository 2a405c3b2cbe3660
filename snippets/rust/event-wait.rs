// prefix: kd-event-wait
// title: Wait with a timeout
// topic: Locks and waiting
// description: Waits for an event, and says whether it was signaled in time: at PASSIVE_LEVEL,
//     or up to APC_LEVEL

/// # Safety
/// The event is initialised, in memory that is not paged, and there until this returns.
unsafe fn ${1:wait_for}(event: *mut KEVENT, milliseconds: u32) -> bool {
    // In units of 100 ns; what is negative counts from now.
    let mut timeout = LARGE_INTEGER {
        QuadPart: i64::from(milliseconds) * -10_000,
    };
    // SAFETY: the caller's event, and a timeout that lives as long as the call.
    let status = unsafe {
        KeWaitForSingleObject(
            event.cast(),
            _KWAIT_REASON::Executive,
            _MODE::KernelMode as KPROCESSOR_MODE,
            0,
            &raw mut timeout,
        )
    };
    // STATUS_TIMEOUT is a status of success, too.
    status == STATUS_SUCCESS
}
