//! An allocator with every way to panic.
#![no_std]

extern crate alloc;

use core::alloc::{GlobalAlloc, Layout};
use wdk_sys::ntddk::{ExAllocatePool2, ExFreePool};

pub struct Pool;

unsafe impl GlobalAlloc for Pool {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let memory = unsafe { ExAllocatePool2(wdk_sys::POOL_FLAG_NON_PAGED, layout.size() as u64, 1) };
        if memory.is_null() {
            panic!("[driver] out of pool"); // want rust-alloc-panics "alloc of a global allocator panics: panic!"
        }
        memory.cast()
    }

    unsafe fn dealloc(&self, memory: *mut u8, _layout: Layout) {
        assert!(!memory.is_null()); // want rust-alloc-panics "dealloc of a global allocator panics: assert!"
        unsafe { ExFreePool(memory.cast()) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let size = u64::try_from(layout.size()).unwrap(); // want rust-alloc-panics "panics: unwrap"
        let memory = unsafe { ExAllocatePool2(wdk_sys::POOL_FLAG_NON_PAGED, size, 1) };
        debug_assert!(size > 0); // ok rust-alloc-panics
        checked(memory.cast(), layout) // want rust-alloc-panics "alloc_zeroed of a global allocator calls what panics"
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if size == 0 {
            alloc::alloc::handle_alloc_error(layout); // want rust-alloc-panics "panics: handle_alloc_error"
        }
        let new = unsafe { self.alloc(layout) };
        let retry = || panic!("never called"); // ok rust-alloc-panics
        let _ = retry;
        plain(memory, new) // ok rust-alloc-panics
    }
}

fn checked(memory: *mut u8, layout: Layout) -> *mut u8 {
    if memory.is_null() { fail(layout) } else { memory }
}

fn fail(_layout: Layout) -> ! {
    unreachable!("no memory")
}

fn plain(old: *mut u8, new: *mut u8) -> *mut u8 {
    if new.is_null() { old } else { new }
}

pub fn elsewhere(value: Option<u32>) -> u32 {
    value.unwrap() // ok rust-alloc-panics
}

pub struct Table;

impl Table {
    pub fn alloc(&self) -> u32 {
        panic!("a method of its own") // ok rust-alloc-panics
    }
}
