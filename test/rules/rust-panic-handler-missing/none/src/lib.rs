//! No crate here brings a handler.
#![no_std]

#[unsafe(no_mangle)]
pub extern "system" fn DriverEntry(_: wdk_sys::PDRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING) -> wdk_sys::NTSTATUS { // want rust-panic-handler-missing "The driver has no panic handler: it is not linked"
    0
}
