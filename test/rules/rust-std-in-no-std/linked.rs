//! A crate that links the standard library itself.
#![no_std]

extern crate std; // want rust-std-in-no-std "links the standard library with `extern crate std`"

pub fn nothing() -> *mut u8 {
    std::ptr::null_mut() // ok rust-std-in-no-std
}
