//! A panic stops the machine, as everything does that a driver cannot go on from. README.md says how to read the dump.

use core::fmt::{self, Write};
use core::panic::PanicInfo;
use core::sync::atomic::{AtomicBool, Ordering};

use super::{eprintln, ffi};

/// The bug check's code: of the range of customers, so that it is none of Windows's, with "RST" as its last letters.
const RUST_PANIC: u32 = 0xE052_5354;

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    static PANICS: AtomicBool = AtomicBool::new(false);

    // On this stack, which small dumps hold, too.
    let mut text = Text::new();
    let (file, line, column) = info.location().map_or(("", 0, 0), |location| {
        (location.file(), location.line(), location.column())
    });
    // Who panics while he says why is not asked again.
    if !PANICS.swap(true, Ordering::Relaxed) {
        let _ = write!(text, "{}", info.message());
        eprintln!(
            "newdriver: panicked at {file}:{line}:{column}: {}",
            info.message()
        );
    }
    // SAFETY: it may be called at any IRQL, and does not return; what it is given are numbers to it.
    unsafe {
        ffi::KeBugCheckEx(
            RUST_PANIC,
            text.bytes.as_ptr() as u64,
            u64::from(line),
            file.as_ptr() as u64,
            file.len() as u64,
        )
    }
}

/// As much of a text as there is room for, and a zero.
struct Text {
    bytes: [u8; Self::CAPACITY],
    length: usize,
}

impl Text {
    const CAPACITY: usize = 256;

    const fn new() -> Self {
        Self {
            bytes: [0; Self::CAPACITY],
            length: 0,
        }
    }
}

impl Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for &byte in text.as_bytes() {
            // The last byte stays 0.
            if self.length + 1 >= Self::CAPACITY {
                break;
            }
            if let Some(free) = self.bytes.get_mut(self.length) {
                *free = byte;
                self.length += 1;
            }
        }
        Ok(())
    }
}
