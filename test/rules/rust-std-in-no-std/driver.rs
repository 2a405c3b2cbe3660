//! A driver that is built with the standard library.

#[unsafe(no_mangle)]
pub extern "system" fn DriverEntry(_: *mut u8, _: *const u8) -> i32 { // want rust-std-in-no-std "The driver that begins with DriverEntry is built with the standard library"
    let _ = std::mem::size_of::<u32>(); // ok rust-std-in-no-std
    0
}
