// prefix: kd-print-macros
// title: println! for the debugger
// topic: Strings and tracing
// needs: print-macros
// description: print! and println! over DbgPrintEx, formatted on the stack: nothing is
//     allocated, and text is never a format

/// A text on its way; DbgPrintEx takes less than 512 bytes at once.
pub struct DebugLine {
    bytes: [u8; 256],
    length: usize,
}

impl DebugLine {
    /// At any IRQL up to DIRQL.
    pub fn print(text: core::fmt::Arguments<'_>) {
        let mut line = Self {
            bytes: [0; 256],
            length: 0,
        };
        let _ = core::fmt::Write::write_fmt(&mut line, text);
        line.flush();
    }

    fn flush(&mut self) {
        const DPFLTR_IHVDRIVER_ID: u32 = 77;
        /// 0 is an error, always shown; 1 to 3 need the bit 2, 4 or 8 in Kd_IHVDRIVER_Mask.
        const LEVEL: u32 = ${1|3,2,1,0|};

        // SAFETY: the format takes one string, and the bytes end with a zero.
        unsafe {
            DbgPrintEx(
                DPFLTR_IHVDRIVER_ID,
                LEVEL,
                c"%s".as_ptr(),
                self.bytes.as_ptr(),
            );
        }
        self.bytes.fill(0);
        self.length = 0;
    }
}

impl core::fmt::Write for DebugLine {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        for byte in text.bytes() {
            // The last byte stays 0.
            if self.length + 1 == self.bytes.len() {
                self.flush();
            }
            if let Some(free) = self.bytes.get_mut(self.length) {
                *free = byte;
                self.length += 1;
            }
        }
        Ok(())
    }
}

macro_rules! print {
    ($($arguments:tt)*) => {
        DebugLine::print(format_args!($($arguments)*))
    };
}

macro_rules! println {
    ($($arguments:tt)+) => {
        print!("{}\n", format_args!($($arguments)+))
    };
}
