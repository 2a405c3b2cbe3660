//! UNICODE_STRINGs and text: lengths are in bytes, no zero ends them, and what is in them need not be UTF-16.

use alloc::string::String;
use alloc::vec::Vec;
use core::char::{self, REPLACEMENT_CHARACTER};
use core::fmt::{self, Write};
use core::slice;

use super::error::{Error, Result};
use super::ffi::UNICODE_STRING;

/// Somebody's UNICODE_STRING: shown with U+FFFD for what is no text.
#[derive(Clone, Copy)]
pub struct UnicodeStr<'a> {
    /// At most `MAXIMUM` of them.
    units: &'a [u16],
}

/// Units of 16 bits that a UNICODE_STRING has room for.
const MAXIMUM: usize = u16::MAX as usize / 2;

impl<'a> UnicodeStr<'a> {
    /// # Panics
    /// Where there are more units than a UNICODE_STRING has: for texts that the driver itself writes.
    pub const fn new(units: &'a [u16]) -> Self {
        assert!(units.len() <= MAXIMUM, "too long for a UNICODE_STRING");
        Self { units }
    }

    /// What a string of the kernel's holds.
    ///
    /// # Safety
    /// `string` is valid, and neither it nor its buffer is changed or freed within `'a`.
    pub unsafe fn from_raw(string: *const UNICODE_STRING) -> Self {
        // SAFETY: the caller says that it is valid.
        let UNICODE_STRING { Length, Buffer, .. } = unsafe { *string };
        // Where there are no bytes there may be no buffer.
        if Length < 2 || Buffer.is_null() {
            return Self { units: &[] };
        }
        // SAFETY: `Length` bytes are initialised there; a buffer of the kernel's is aligned for its units.
        let units = unsafe { slice::from_raw_parts(Buffer, usize::from(Length) / 2) };
        Self { units }
    }

    /// For functions that read a string. It points to what `self` borrows.
    pub const fn as_raw(&self) -> UNICODE_STRING {
        // It fits: no constructor takes more than `MAXIMUM`.
        let bytes = (self.units.len() * 2) as u16;
        UNICODE_STRING {
            Length: bytes,
            MaximumLength: bytes,
            Buffer: self.units.as_ptr().cast_mut(),
        }
    }

    /// The whole text or none.
    pub fn try_to_string(&self) -> Result<String> {
        let mut text = String::new();
        // A unit becomes three bytes of UTF-8 at most, a pair of them four: `push` allocates nothing.
        text.try_reserve_exact(self.units.len() * 3)?;
        for character in char::decode_utf16(self.units.iter().copied()) {
            text.push(character?);
        }
        Ok(text)
    }
}

impl fmt::Display for UnicodeStr<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        char::decode_utf16(self.units.iter().copied()).try_for_each(|character| {
            formatter.write_char(character.unwrap_or(REPLACEMENT_CHARACTER))
        })
    }
}

/// A text of one's own as the kernel wants it, in pool.
pub struct UnicodeBuf {
    units: Vec<u16>,
}

impl UnicodeBuf {
    pub fn new(text: &str) -> Result<Self> {
        let count = text.encode_utf16().count();
        if count > MAXIMUM {
            return Err(Error::NAME_TOO_LONG);
        }
        let mut units = Vec::new();
        units.try_reserve_exact(count)?;
        units.extend(text.encode_utf16());
        Ok(Self { units })
    }

    pub fn as_unicode_str(&self) -> UnicodeStr<'_> {
        UnicodeStr { units: &self.units }
    }
}

/// A `UnicodeStr` that the compiler makes, of a literal in ASCII: `unicode!(r"\Device\Name")`.
macro_rules! unicode {
    ($text:literal) => {{
        static UNITS: [u16; $text.len()] = $crate::kernel::string::units($text);
        $crate::kernel::string::UnicodeStr::new(&UNITS)
    }};
}

pub(crate) use unicode;

/// For `unicode!`.
pub const fn units<const N: usize>(text: &str) -> [u16; N] {
    assert!(text.is_ascii(), "one unit for each byte: ASCII alone");
    let bytes = text.as_bytes();
    let mut units = [0; N];
    let mut index = 0;
    while index < N {
        units[index] = bytes[index] as u16;
        index += 1;
    }
    units
}
