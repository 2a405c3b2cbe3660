//! Nobody knows what the other crate brings.
#![no_std]

#[unsafe(no_mangle)]
pub extern "system" fn DriverEntry(_: wdk_sys::PDRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING) -> wdk_sys::NTSTATUS { // ok rust-panic-handler-missing
    0
}
