// prefix: kd-panic-handler
// title: Panic handler
// topic: Language runtime
// description: A panic stops the machine with a bug check of its own: the message's address, its
//     line, the file's name and length

#[panic_handler]
fn panic(info: &core::panic::PanicInfo<'_>) -> ! {
    /// A code of customers, as its bit 29 says: none of Windows's. In WinDbg, of its parameters:
    /// da <1>, ? <2>, da <3> L<4>.
    const RUST_PANIC: u32 = 0x${1:E0525354};

    // On this stack, which small dumps hold, too.
    let mut message = PanicText {
        bytes: [0; 256],
        length: 0,
    };
    let _ = core::fmt::write(&mut message, format_args!("{}", info.message()));
    let (line, file) = info
        .location()
        .map_or((0, ""), |location| (location.line(), location.file()));
    // SAFETY: it may be called at any IRQL; what it is given are numbers to it.
    unsafe {
        KeBugCheckEx(
            RUST_PANIC,
            message.bytes.as_ptr() as ULONG_PTR,
            ULONG_PTR::from(line),
            file.as_ptr() as ULONG_PTR,
            file.len() as ULONG_PTR,
        );
    }
    // It does not return, which its declaration may not say.
    loop {
        core::hint::spin_loop();
    }
}

/// As much of a text as there is room for, and a zero.
struct PanicText {
    bytes: [u8; 256],
    length: usize,
}

impl core::fmt::Write for PanicText {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let end = self.bytes.len() - 1;
        if let Some(free) = self.bytes.get_mut(self.length..end) {
            let count = text.len().min(free.len());
            free[..count].copy_from_slice(&text.as_bytes()[..count]);
            self.length += count;
        }
        Ok(())
    }
}
