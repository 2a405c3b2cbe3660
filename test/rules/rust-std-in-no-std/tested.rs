//! Tests may have it.
#![cfg_attr(not(test), no_std)]

#[cfg(test)]
extern crate std; // ok rust-std-in-no-std

pub fn nothing() -> *mut u8 {
    core::ptr::null_mut()
}
