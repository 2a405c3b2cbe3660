// prefix: kd-unicode-string-make
// title: Text to UNICODE_STRING
// topic: Strings and tracing
// description: A UNICODE_STRING of a text that is known when the driver runs, with its buffer,
//     where it fits and there is memory

struct ${1:UnicodeBuf} {
    units: alloc::vec::Vec<u16>,
}

impl ${1:UnicodeBuf} {
    /// None where it is too long, or memory is short.
    fn new(text: &str) -> Option<Self> {
        let count = text.encode_utf16().count();
        if count > usize::from(u16::MAX) / 2 {
            return None;
        }
        let mut units = alloc::vec::Vec::new();
        units.try_reserve_exact(count).ok()?;
        units.extend(text.encode_utf16());
        Some(Self { units })
    }

    /// To be used as long as `self` is there, by functions that read it.
    fn as_raw(&self) -> UNICODE_STRING {
        let bytes = (self.units.len() * 2) as u16;
        UNICODE_STRING {
            Length: bytes,
            MaximumLength: bytes,
            Buffer: self.units.as_ptr().cast_mut(),
        }
    }
}
