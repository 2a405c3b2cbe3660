//! A crate that is never named is not linked.
#![no_std]

/// The driver's entry.
#[unsafe(no_mangle)]
pub extern "system" fn DriverEntry(_: wdk_sys::PDRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING) -> wdk_sys::NTSTATUS { // want rust-panic-handler-missing "depends on wdk-panic but never names it"
    0
}
