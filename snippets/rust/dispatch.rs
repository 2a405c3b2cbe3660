// prefix: kd-dispatch
// title: Dispatch routine
// topic: Dispatch routines
// description: Tells requests apart, and completes each with what a function that returns a
//     Result says of it

unsafe extern "C" fn ${1:dispatch}(_device: *mut DEVICE_OBJECT, irp: *mut IRP) -> NTSTATUS {
    const IO_NO_INCREMENT: CCHAR = 0;

    // SAFETY: the request is the driver's until it is completed, and has a stack location.
    let stack = unsafe {
        let tail = (*irp).Tail.Overlay.__bindgen_anon_2.__bindgen_anon_1;
        &*tail.CurrentStackLocation
    };
    let result: Result<usize, NTSTATUS> = match u32::from(stack.MajorFunction) {
        IRP_MJ_CREATE | IRP_MJ_CLEANUP | IRP_MJ_CLOSE => Ok(0),
        IRP_MJ_${2|READ,WRITE,DEVICE_CONTROL|} => ${3:served}(irp, stack),
        _ => Err(STATUS_INVALID_DEVICE_REQUEST),
    };
    let (status, information) = match result {
        Ok(bytes) => (STATUS_SUCCESS, bytes),
        Err(status) => (status, 0),
    };
    // SAFETY: the request is not touched after this.
    unsafe {
        (*irp).IoStatus.__bindgen_anon_1.Status = status;
        (*irp).IoStatus.Information = information as ULONG_PTR;
        IofCompleteRequest(irp, IO_NO_INCREMENT);
    }
    status
}

/// How many bytes were read or written.
fn ${3:served}(_irp: *mut IRP, _stack: &IO_STACK_LOCATION) -> Result<usize, NTSTATUS> {
    $0
    Err(STATUS_NOT_SUPPORTED)
}
