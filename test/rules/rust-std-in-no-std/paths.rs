//! Paths of the standard library wherever they may stand.
#![no_std]

extern crate alloc;

use std::collections::{BTreeMap, VecDeque}; // want rust-std-in-no-std "std::collections::BTreeMap is of the standard library"
use std::fmt::{self, Write}; // want rust-std-in-no-std "std::fmt"
use std::{cmp::max, mem}; // want rust-std-in-no-std "std::cmp::max is of the standard library"

pub struct Names {
    map: std::sync::Arc<BTreeMap<u32, VecDeque<u8>>>, // want rust-std-in-no-std "std::sync::Arc"
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> std::fmt::Result { // want rust-std-in-no-std "std::fmt::Result"
        f.write_char('x')?;
        write!(f, "{}", std::mem::size_of::<u32>()) // want rust-std-in-no-std "std::mem::size_of"
    }
}

pub fn larger(std: usize) -> usize {
    max(std, mem::size_of::<Names>()) // ok rust-std-in-no-std
}

pub mod other {
    pub mod inner {}
    // std::fs is only spoken of. ok rust-std-in-no-std
    pub fn text() -> &'static str {
        "std::fs" // ok rust-std-in-no-std
    }
}

macro_rules! size {
    ($t:ty) => {
        std::mem::size_of::<$t>() // ok rust-std-in-no-std
    };
}

#[cfg(feature = "std")]
pub fn with_std() -> std::string::String { // ok rust-std-in-no-std
    std::string::String::new() // ok rust-std-in-no-std
}

#[cfg(test)]
mod tests {
    use std::vec::Vec; // ok rust-std-in-no-std

    #[test]
    fn works() {
        let _ = std::vec![1]; // ok rust-std-in-no-std
    }
}
