// The comment before it is the entry's, and an attribute of the crate goes nowhere behind that.

#![no_std]
/** The driver's entry. */
#[unsafe(no_mangle)]
pub extern "system" fn DriverEntry(_: *mut u8, _: *const u8) -> i32 {
    0
}

#[cfg(not(test))]
extern crate wdk_panic;
