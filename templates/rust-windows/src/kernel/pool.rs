//! The kernel's non-paged pool as the allocator of `alloc`. For any IRQL up to DISPATCH_LEVEL.

use core::alloc::{GlobalAlloc, Layout};
use core::ptr;

use super::ffi;

const POOL_FLAG_UNINITIALIZED: u64 = 0x02;
/// Never executable: that would be POOL_FLAG_NON_PAGED_EXECUTE.
const POOL_FLAG_NON_PAGED: u64 = 0x40;

/// How all blocks are aligned on 64-bit Windows.
const POOL_ALIGNMENT: usize = 16;
/// How blocks of a page or more are aligned.
const PAGE_SIZE: usize = 4096;

/// For `#[global_allocator]`. Has no state of its own: the pool is the kernel's.
pub struct Pool {
    tag: u32,
}

impl Pool {
    /// `tag`: four characters, in the order in which !poolused and PoolMon show them.
    pub const fn new(tag: [u8; 4]) -> Self {
        Self {
            tag: u32::from_le_bytes(tag),
        }
    }

    /// Null where there is no memory, and for alignments beyond a page, which the pool does not promise.
    fn allocate(&self, layout: Layout, flags: u64) -> *mut u8 {
        let size = if layout.align() <= POOL_ALIGNMENT {
            layout.size()
        } else if layout.align() <= PAGE_SIZE {
            layout.size().max(PAGE_SIZE)
        } else {
            return ptr::null_mut();
        };
        // SAFETY: a call without preconditions up to DISPATCH_LEVEL, where alone memory may be asked for. Nobody asks
        // for 0 bytes: `GlobalAlloc` does not allow it.
        unsafe {
            ffi::ExAllocatePool2(POOL_FLAG_NON_PAGED | flags, size as ffi::SIZE_T, self.tag).cast()
        }
    }
}

// SAFETY: blocks have the size and the alignment of their layout or more, are nobody else's until they are freed, and
// nothing here panics: who gets null decides what happens. `realloc` is the trait's: a new block and a copy.
unsafe impl GlobalAlloc for Pool {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.allocate(layout, POOL_FLAG_UNINITIALIZED)
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        self.allocate(layout, 0)
    }

    unsafe fn dealloc(&self, block: *mut u8, _layout: Layout) {
        // SAFETY: the caller gives a block back that `allocate` has made with this tag.
        unsafe { ffi::ExFreePoolWithTag(block.cast(), self.tag) };
    }
}
