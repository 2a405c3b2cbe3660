//! A driver of one file, without a Cargo.toml.
#![no_std]

#[unsafe(no_mangle)]
pub extern "system" fn DriverEntry(_: wdk_sys::PDRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING) -> wdk_sys::NTSTATUS { // want rust-panic-handler-missing "no panic handler"
    0
}
