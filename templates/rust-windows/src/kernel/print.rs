//! Lines for the kernel debugger, made on the stack: nothing is allocated. At any IRQL up to DIRQL, as DbgPrintEx.

use core::fmt::{self, Write};

use super::ffi;

const DPFLTR_IHVDRIVER_ID: u32 = 77;

/// Which lines the debugger shows: see README.md.
#[derive(Clone, Copy)]
pub enum Level {
    /// Always.
    Error = 0,
    /// Where the mask of IHVDRIVER has the bit 0x8.
    Info = 3,
}

/// For the macros below.
pub fn show(level: Level, text: fmt::Arguments<'_>) {
    let mut line = Line::new(level);
    // What a `Display` of somebody's could not write is not shown, and harms nobody.
    let _ = line.write_fmt(text);
    line.flush();
}

/// A text on its way, printed in pieces of less than the 512 bytes that DbgPrintEx takes.
struct Line {
    level: Level,
    bytes: [u8; Self::CAPACITY],
    length: usize,
}

impl Line {
    const CAPACITY: usize = 256;

    fn new(level: Level) -> Self {
        Self {
            level,
            bytes: [0; Self::CAPACITY],
            length: 0,
        }
    }

    /// Prints what has come so far. The byte behind it is 0: there is always one.
    fn flush(&mut self) {
        if self.length == 0 {
            return;
        }
        // SAFETY: the format takes one string, and gets one that ends with a zero. Text is never the format.
        unsafe {
            ffi::DbgPrintEx(
                DPFLTR_IHVDRIVER_ID,
                self.level as u32,
                c"%s".as_ptr(),
                self.bytes.as_ptr(),
            );
        }
        self.bytes = [0; Self::CAPACITY];
        self.length = 0;
    }
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            if self.length + 1 >= Self::CAPACITY {
                self.flush();
            }
            // The debugger has a code page of its own; a zero would end the text.
            let byte = if character.is_ascii() && character != '\0' {
                character as u8
            } else {
                b'?'
            };
            if let Some(free) = self.bytes.get_mut(self.length) {
                *free = byte;
                self.length += 1;
            }
        }
        Ok(())
    }
}

/// Prints at `Level::Info`, formatted as `core::format_args!` does.
macro_rules! print {
    ($($arguments:tt)*) => {
        $crate::kernel::print::show($crate::kernel::print::Level::Info, format_args!($($arguments)*))
    };
}

/// As `print!`, with an end of line.
macro_rules! println {
    () => {
        $crate::kernel::print!("\n")
    };
    ($($arguments:tt)+) => {
        $crate::kernel::print!("{}\n", format_args!($($arguments)+))
    };
}

/// As `println!`, at `Level::Error`.
macro_rules! eprintln {
    ($($arguments:tt)+) => {
        $crate::kernel::print::show(
            $crate::kernel::print::Level::Error,
            format_args!("{}\n", format_args!($($arguments)+)),
        )
    };
}

pub(crate) use {eprintln, print, println};
