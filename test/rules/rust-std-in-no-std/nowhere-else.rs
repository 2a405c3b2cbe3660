//! What neither core nor alloc has, beside what they have; and a path with another `std` in it.
#![no_std]

use std::{collections::HashMap, mem}; // want rust-std-in-no-std "std::collections::HashMap is of the standard library"

pub struct Names {
    other: HashMap<u32, u32>,
}

pub fn file() -> bool {
    std::fs::metadata("x").is_ok() // want rust-std-in-no-std "std::fs::metadata"
}

pub fn mine(std: u32) -> u32 {
    self::other::std::three() + std // ok rust-std-in-no-std
}
