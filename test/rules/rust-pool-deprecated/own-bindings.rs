//! A driver that declares what it calls.
#![no_std]

use core::ffi::c_void;

#[repr(u32)]
pub enum PoolType {
    NonPagedPool = 0,
    NonPagedPoolNx = 512,
}

const NonPagedPool: u32 = 0;
const PAGED: u32 = 1;

#[link(name = "ntoskrnl")]
unsafe extern "system" {
    fn ExAllocatePool(kind: u32, size: usize) -> *mut c_void;
    #[link_name = "ExAllocatePoolWithTag"]
    fn allocate_with_tag(kind: PoolType, size: usize, tag: u32) -> *mut c_void;
    fn ExFreePool(memory: *mut c_void);
}

pub fn three(size: usize, kind: u32) {
    unsafe {
        ExFreePool(ExAllocatePool(NonPagedPool, size)); // want rust-pool-deprecated "ExAllocatePool is deprecated since Windows 10, version 2004, and NonPagedPool is executable memory"
        ExFreePool(ExAllocatePool(PAGED, size)); // want rust-pool-deprecated "ExAllocatePool is deprecated"
        ExFreePool(ExAllocatePool(kind, size)); // want rust-pool-deprecated "ExAllocatePool is deprecated"
        ExFreePool(allocate_with_tag(PoolType::NonPagedPool, size, 1)); // want rust-pool-deprecated "NonPagedPool is executable memory"
        ExFreePool(allocate_with_tag(PoolType::NonPagedPoolNx, size, 1)); // want rust-pool-deprecated "ExAllocatePoolWithTag is deprecated"
    }
}
