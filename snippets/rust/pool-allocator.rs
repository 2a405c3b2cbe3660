// prefix: kd-pool-allocator
// title: Pool as the global allocator
// topic: Memory
// description: What Vec, Box and String of a driver allocate from: non-paged pool, null where
//     there is none, aligned up to a page

pub struct ${1:Pool};

#[global_allocator]
static ALLOCATOR: ${1:Pool} = ${1:Pool};

impl ${1:Pool} {
    const TAG: u32 = u32::from_le_bytes(*b"${2:Tag1}");

    fn allocate(layout: core::alloc::Layout, flags: u64) -> *mut u8 {
        const POOL_FLAG_NON_PAGED: u64 = 0x40;

        // The pool aligns by 16 bytes, and blocks of a page or more by a page.
        let size = match layout.align() {
            0..=16 => layout.size(),
            17..=4096 => layout.size().max(4096),
            _ => return core::ptr::null_mut(),
        };
        // SAFETY: memory is asked for up to DISPATCH_LEVEL alone; there are no other preconditions.
        unsafe { ExAllocatePool2(POOL_FLAG_NON_PAGED | flags, size as SIZE_T, Self::TAG).cast() }
    }
}

// SAFETY: blocks have the size and alignment of their layout, and nothing here panics.
unsafe impl core::alloc::GlobalAlloc for ${1:Pool} {
    unsafe fn alloc(&self, layout: core::alloc::Layout) -> *mut u8 {
        const POOL_FLAG_UNINITIALIZED: u64 = 0x02;

        Self::allocate(layout, POOL_FLAG_UNINITIALIZED)
    }

    unsafe fn alloc_zeroed(&self, layout: core::alloc::Layout) -> *mut u8 {
        Self::allocate(layout, 0)
    }

    unsafe fn dealloc(&self, block: *mut u8, _layout: core::alloc::Layout) {
        // SAFETY: the block was allocated above, with this tag.
        unsafe { ExFreePoolWithTag(block.cast(), Self::TAG) };
    }
}
