// prefix: kd-list-walk
// title: List of LIST_ENTRY
// topic: Lists and tables
// description: Walks a list that the kernel or C has made: from each link to the structure
//     around it, as CONTAINING_RECORD

/// What a link stands in.
#[repr(C)]
struct ${1:Item} {
    link: LIST_ENTRY,
    id: u32,
}

/// # Safety
/// The list is initialised, its links stand in `${1:Item}`s, and nobody changes it: its lock is held.
unsafe fn ${2:find}(head: *const LIST_ENTRY, id: u32) -> Option<*const ${1:Item}> {
    // SAFETY: the caller's: each link is one of an item, until it is the head again.
    unsafe {
        let mut link = (*head).Flink.cast_const();
        while !core::ptr::eq(link, head) {
            let item = link
                .byte_sub(core::mem::offset_of!(${1:Item}, link))
                .cast::<${1:Item}>();
            if (*item).id == id {
                return Some(item);
            }
            link = (*link).Flink;
        }
    }
    None
}
