// prefix: kd-work-item
// title: Work item
// topic: Deferred work
// description: Has a worker thread do at PASSIVE_LEVEL what cannot be done at DISPATCH_LEVEL;
//     the driver stays until it is done

/// At PASSIVE_LEVEL.
unsafe extern "C" fn ${1:on_work}(_device: *mut DEVICE_OBJECT, context: PVOID) {
    // SAFETY: the context is the work item that was queued, which nobody else has any more.
    unsafe { IoFreeWorkItem(context.cast()) };
    $0
}

/// Up to DISPATCH_LEVEL.
///
/// # Safety
/// The device is one of the driver's.
unsafe fn ${2:queue_work}(device: *mut DEVICE_OBJECT) -> Result<(), NTSTATUS> {
    // SAFETY: the caller's device.
    let item = unsafe { IoAllocateWorkItem(device) };
    if item.is_null() {
        return Err(STATUS_INSUFFICIENT_RESOURCES);
    }
    // SAFETY: the item is new; the routine frees it.
    unsafe {
        IoQueueWorkItem(
            item,
            Some(${1:on_work}),
            _WORK_QUEUE_TYPE::DelayedWorkQueue,
            item.cast(),
        );
    }
    Ok(())
}
