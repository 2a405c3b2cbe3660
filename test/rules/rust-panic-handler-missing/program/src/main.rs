//! A driver that Cargo builds as a program.
#![no_std]
#![no_main]

#[no_mangle]
pub extern "system" fn driver_entry(_: wdk_sys::PDRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING) -> wdk_sys::NTSTATUS { // want rust-panic-handler-missing "no panic handler"
    0
}
