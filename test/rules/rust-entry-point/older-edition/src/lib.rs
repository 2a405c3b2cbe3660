#![no_std]

extern crate wdk_panic;

pub extern "system" fn DriverEntry(_: wdk_sys::PDRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING) -> wdk_sys::NTSTATUS { // want rust-entry-point "its name is mangled"
    0
}
