//! Pool through windows-drivers-rs, under whatever names it is brought in.
#![no_std]

use core::ffi::c_void;

use wdk_sys::ntddk::{ExAllocatePool2, ExAllocatePoolWithTag as allocate, ExFreePool};
use wdk_sys::{POOL_FLAG_NON_PAGED, POOL_FLAG_NON_PAGED_EXECUTE, SIZE_T, _POOL_TYPE};

const TAG: u32 = u32::from_le_bytes(*b"Rply");
const EXECUTABLE: wdk_sys::POOL_TYPE = _POOL_TYPE::NonPagedPoolExecute;

pub unsafe fn aliases(size: usize) -> *mut c_void {
    let first = unsafe { allocate(_POOL_TYPE::PagedPool, size as SIZE_T, TAG) }; // want rust-pool-deprecated "ExAllocatePoolWithTag is deprecated since Windows 10, version 2004"
    unsafe { ExFreePool(first) };
    let second = unsafe { allocate(EXECUTABLE, size as SIZE_T, TAG) }; // want rust-pool-deprecated "and NonPagedPoolExecute is executable memory"
    unsafe { ExFreePool(second) };
    unsafe { wdk_sys::ntddk::ExAllocatePoolWithTag(wdk_sys::_POOL_TYPE::NonPagedPoolNx, size as u64, TAG) } // want rust-pool-deprecated "deprecated"
}

pub unsafe fn numbers(size: u64) -> *mut c_void {
    use wdk_sys::ntddk::ExAllocatePoolWithTag;
    unsafe { ExAllocatePoolWithTag(0, size, TAG) } // want rust-pool-deprecated "pool type 0 (NonPagedPool) is executable memory"
}

pub unsafe fn through_module(size: u64) -> *mut c_void {
    use wdk_sys::ntddk;
    unsafe { ntddk::ExAllocatePoolWithTag(wdk_sys::_POOL_TYPE::PagedPool, size, TAG) } // want rust-pool-deprecated "deprecated"
}

pub unsafe fn flags(size: u64, kind: u64) {
    unsafe {
        ExFreePool(ExAllocatePool2(_POOL_TYPE::NonPagedPool as u64, size, TAG)); // want rust-pool-deprecated "NonPagedPool is a POOL_TYPE (0), but ExAllocatePool2 takes POOL_FLAGS"
        ExFreePool(ExAllocatePool2(_POOL_TYPE::NonPagedPoolNx as _, size, TAG)); // want rust-pool-deprecated "POOL_TYPE (512)"
        ExFreePool(ExAllocatePool2(0, size, TAG)); // want rust-pool-deprecated "asked for no pool: its flags are 0"
        ExFreePool(ExAllocatePool2(POOL_FLAG_NON_PAGED_EXECUTE, size, TAG)); // want rust-pool-deprecated "asks ExAllocatePool2 for executable memory"
        ExFreePool(ExAllocatePool2(POOL_FLAG_NON_PAGED, size, TAG)); // ok rust-pool-deprecated
        ExFreePool(ExAllocatePool2(kind, size, TAG)); // ok rust-pool-deprecated
        ExFreePool(ExAllocatePool2(64, size, TAG)); // ok rust-pool-deprecated
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn old() {
        unsafe { wdk_sys::ntddk::ExAllocatePoolWithTag(0, 1, 1) }; // ok rust-pool-deprecated
    }
}
