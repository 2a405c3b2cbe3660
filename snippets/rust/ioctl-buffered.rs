// prefix: kd-ioctl-buffered
// title: Buffered IOCTL
// topic: Control codes
// description: The input of an IOCTL with METHOD_BUFFERED is copied and its length checked
//     before the output overwrites it

/// How many bytes go out.
///
/// # Safety
/// The request is a control request whose code says METHOD_BUFFERED, and is not completed yet.
unsafe fn ${1:query}(irp: *mut IRP, stack: &IO_STACK_LOCATION) -> Result<usize, NTSTATUS> {
    // SAFETY: the caller says which members of the unions the I/O manager has filled in.
    let (parameters, buffer) = unsafe {
        (
            stack.Parameters.DeviceIoControl,
            (*irp).AssociatedIrp.SystemBuffer.cast::<u8>(),
        )
    };
    if parameters.InputBufferLength < 4 {
        return Err(STATUS_INVALID_PARAMETER);
    }
    if parameters.OutputBufferLength < 4 {
        return Err(STATUS_BUFFER_TOO_SMALL);
    }
    // SAFETY: the buffer has the longer of both lengths, and so many bytes of it are the caller's.
    let input = u32::from_le_bytes(unsafe { buffer.cast::<[u8; 4]>().read() });
    let output = ${2:answer}(input);
    // SAFETY: as above; the input, in the same memory, is not read any more.
    unsafe { buffer.cast::<[u8; 4]>().write(output.to_le_bytes()) };
    Ok(4)
}

fn ${2:answer}(input: u32) -> u32 {
    $0
    input
}
