#![no_std]

pub fn driver_entry(_: wdk_sys::PDRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING) -> wdk_sys::NTSTATUS { // ok rust-entry-point
    0
}
