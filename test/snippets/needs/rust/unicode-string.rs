// here

fn uses() -> UNICODE_STRING {
    unicode_string!(r"\Device\Sample")
}
