//! Something else in the crate is the entry, or calls the one that looks like it.
#![no_std]

extern crate wdk_panic;

use wdk_sys::{NTSTATUS, PCUNICODE_STRING, PDRIVER_OBJECT};

fn driver_entry(_driver: PDRIVER_OBJECT, _path: PCUNICODE_STRING) -> NTSTATUS { // ok rust-entry-point
    0
}

#[unsafe(no_mangle)]
extern "C" fn GsDriverEntry(driver: PDRIVER_OBJECT, path: PCUNICODE_STRING) -> NTSTATUS {
    driver_entry(driver, path)
}
