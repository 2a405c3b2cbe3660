//! What replaces the old allocator on older systems is inline in the kit's headers: Rust has none of it.
// unit: target=10.0.17763
#![no_std]

use wdk_sys::ntddk::*;

pub unsafe fn two(size: u64) {
    unsafe {
        ExFreePool(ExAllocatePoolWithTag(wdk_sys::_POOL_TYPE::NonPagedPoolNx, size, 1)); // ok rust-pool-deprecated
        ExFreePool(ExAllocatePoolWithTag(wdk_sys::_POOL_TYPE::NonPagedPool, size, 1)); // want rust-pool-deprecated "ExAllocatePoolWithTag: NonPagedPool is executable memory"
    }
}
