//! Everything is brought in by globs: names may change.
#![no_std]

use wdk_sys::ntddk::*;
use wdk_sys::*;

pub unsafe fn reply(size: usize, tag: ULONG) -> PVOID {
    unsafe { ExAllocatePool2(wdk_sys::POOL_FLAG_PAGED | wdk_sys::POOL_FLAG_CACHE_ALIGNED, size as SIZE_T, tag) } // want rust-pool-deprecated "deprecated"
}

pub unsafe fn code(size: usize, tag: ULONG) -> PVOID {
    unsafe { ExAllocatePoolWithTag(_POOL_TYPE::NonPagedPoolExecute, size as SIZE_T, tag) } // want rust-pool-deprecated "executable"
}

pub unsafe fn flags(size: usize, tag: ULONG) -> PVOID {
    unsafe { ExAllocatePool2(_POOL_TYPE::PagedPool as u64, size as SIZE_T, tag) } // want rust-pool-deprecated "PagedPool is a POOL_TYPE (1)"
}
