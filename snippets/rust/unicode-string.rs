// prefix: kd-unicode-string
// title: UNICODE_STRING of a literal
// topic: Strings and tracing
// needs: unicode-string
// description: A macro that has the compiler make a UNICODE_STRING of a literal in ASCII, for
//     names of devices and keys

macro_rules! unicode_string {
    ($text:literal) => {{
        static UNITS: [u16; $text.len()] = utf16_units($text);
        UNICODE_STRING {
            Length: size_of_val(&UNITS) as u16,
            MaximumLength: size_of_val(&UNITS) as u16,
            // Nobody writes through it: functions that take a constant string read it alone.
            Buffer: UNITS.as_ptr().cast_mut(),
        }
    }};
}

const fn utf16_units<const N: usize>(text: &str) -> [u16; N] {
    assert!(
        text.is_ascii() && N < 0x8000,
        "ASCII, and no longer than a UNICODE_STRING"
    );
    let bytes = text.as_bytes();
    let mut units = [0; N];
    let mut index = 0;
    while index < N {
        units[index] = bytes[index] as u16;
        index += 1;
    }
    units
}
