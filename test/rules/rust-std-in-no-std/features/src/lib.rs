#![no_std]

mod always;
#[cfg(feature = "fuzzing")]
mod sometimes;
