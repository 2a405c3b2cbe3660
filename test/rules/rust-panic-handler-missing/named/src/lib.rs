//! The handler comes with a crate.
#![no_std]

#[cfg(not(test))]
extern crate wdk_panic;

#[unsafe(no_mangle)]
pub extern "system" fn DriverEntry(_: wdk_sys::PDRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING) -> wdk_sys::NTSTATUS { // ok rust-panic-handler-missing
    0
}
