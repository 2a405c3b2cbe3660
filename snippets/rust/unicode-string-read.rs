// prefix: kd-unicode-string-read
// title: UNICODE_STRING to text
// topic: Strings and tracing
// description: The units of a UNICODE_STRING, whose length is in bytes and which no zero ends,
//     and the text as a String or shown

/// # Safety
/// The string is valid, and neither it nor its buffer is changed or freed while the slice is there.
unsafe fn ${1:units_of}<'a>(string: &UNICODE_STRING) -> &'a [u16] {
    // Where there are no bytes there may be no buffer.
    if string.Length < 2 || string.Buffer.is_null() {
        return &[];
    }
    // SAFETY: `Length` bytes are initialised there.
    unsafe { core::slice::from_raw_parts(string.Buffer, usize::from(string.Length) / 2) }
}

/// None where it is no UTF-16, or memory is short.
fn ${2:text_of}(units: &[u16]) -> Option<alloc::string::String> {
    let mut text = alloc::string::String::new();
    // Three bytes at most for a unit: `push` allocates nothing.
    text.try_reserve_exact(units.len() * 3).ok()?;
    for character in char::decode_utf16(units.iter().copied()) {
        text.push(character.ok()?);
    }
    Some(text)
}

/// To be shown: what is no text is U+FFFD. Allocates nothing.
struct ${3:Shown}<'a>(&'a [u16]);

impl core::fmt::Display for ${3:Shown}<'_> {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        char::decode_utf16(self.0.iter().copied())
            .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
            .try_for_each(|character| core::fmt::Write::write_char(formatter, character))
    }
}
