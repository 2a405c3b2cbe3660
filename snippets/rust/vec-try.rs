// prefix: kd-vec-try
// title: Vector that may not come to be
// topic: Memory
// description: A copy in a Vec that says where memory is short: push, collect and format! would
//     panic, which stops the machine

fn ${1:copy_of}(${2:data}: &[u8]) -> Result<alloc::vec::Vec<u8>, alloc::collections::TryReserveError> {
    let mut copy = alloc::vec::Vec::new();
    copy.try_reserve_exact(${2:data}.len())?;
    // There is room for it: nothing is allocated here.
    copy.extend_from_slice(${2:data});
    Ok(copy)
}
