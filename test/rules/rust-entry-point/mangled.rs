//! The only function that can be the entry is not exported.
#![no_std]

extern crate wdk_panic;

use wdk_sys::{NTSTATUS, PCUNICODE_STRING, PDRIVER_OBJECT};

pub fn driver_entry(driver: PDRIVER_OBJECT, _path: PCUNICODE_STRING) -> NTSTATUS { // want rust-entry-point "its name is mangled, so that the linker does not find it, and it has Rust's calling convention"
    let _ = driver;
    0
}
