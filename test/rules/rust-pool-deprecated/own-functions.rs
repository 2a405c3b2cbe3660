//! Functions of the driver's own may have the kernel's names.
#![no_std]

mod pool {
    pub fn ExAllocatePoolWithTag(_kind: u32, _size: usize, _tag: u32) -> *mut u8 {
        core::ptr::null_mut()
    }
}

struct Heap;

impl Heap {
    fn ExAllocatePool(&self, _size: usize) -> *mut u8 {
        core::ptr::null_mut()
    }
}

pub fn both() {
    use pool::ExAllocatePoolWithTag;
    ExAllocatePoolWithTag(0, 1, 1); // ok rust-pool-deprecated
    pool::ExAllocatePoolWithTag(0, 1, 1); // ok rust-pool-deprecated
    Heap.ExAllocatePool(1); // ok rust-pool-deprecated
    nowhere(0); // ok rust-pool-deprecated
    log!("ExAllocatePoolWithTag", ExAllocatePoolWithTag(0, 1, 1)); // ok rust-pool-deprecated
}
