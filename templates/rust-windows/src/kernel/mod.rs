//! What a driver in Rust stands on: safe at the outside, with each `unsafe` block's reason beside it.

pub mod device;
pub mod driver;
pub mod error;
pub mod ffi;
pub mod lock;
mod panic;
pub mod pool;
pub mod print;
pub mod request;
pub mod string;

pub(crate) use print::{eprintln, print, println};

/// Now: a FILETIME, 100 ns since 1601, UTC. At any IRQL.
pub fn system_time() -> u64 {
    let mut time = ffi::LARGE_INTEGER { QuadPart: 0 };
    // SAFETY: it writes the one value that it is given the address of.
    unsafe { ffi::KeQuerySystemTimePrecise(&raw mut time) };
    // SAFETY: all of the union's bytes are initialised, and any bits are an integer.
    let time = unsafe { time.QuadPart };
    time as u64
}
