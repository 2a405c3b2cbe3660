//! Asks the layer below the template `rust-windows` for what its own driver never asks, prints what comes of it, and panics.

#![no_std]
#![allow(unsafe_code)]

extern crate alloc;

pub mod kernel;

use alloc::alloc::{alloc, alloc_zeroed, dealloc};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::alloc::Layout;
use core::{mem, ptr, slice};

use kernel::driver::{Driver, DriverObject};
use kernel::error::{Error, Result, check};
use kernel::ffi::{DEVICE_OBJECT, IO_STACK_LOCATION, IRP, UNICODE_STRING};
use kernel::lock::SpinLock;
use kernel::pool::Pool;
use kernel::print;
use kernel::println;
use kernel::request::Request;
use kernel::string::{UnicodeBuf, UnicodeStr, unicode};

#[global_allocator]
static POOL: Pool = Pool::new(*b"Edge");

struct Edges;

kernel::driver::driver!(Edges);

impl Driver for Edges {
    fn init(_driver: &mut DriverObject<'_>, registry_path: UnicodeStr<'_>) -> Result<Self> {
        println!("path {registry_path}, {}", registry_path.try_to_string()?);
        memory();
        vectors()?;
        strings()?;
        statuses();
        lines();
        locks();
        requests();
        let nothing: Option<Edges> = None;
        if kernel::system_time() == 0 {
            return nothing.ok_or(Error::INVALID_PARAMETER);
        }
        panic!("{} and {}", "told", 42);
    }
}

fn memory() {
    for (size, align) in [
        (1, 1),
        (40, 16),
        (40, 32),
        (4096, 64),
        (5000, 4096),
        (1, 4096),
        (1, 8192),
    ] {
        let Ok(layout) = Layout::from_size_align(size, align) else {
            continue;
        };
        // SAFETY: no size is 0.
        let (block, zeroed) = unsafe { (alloc(layout), alloc_zeroed(layout)) };
        if block.is_null() || zeroed.is_null() {
            println!("{size} at {align}: none, {}", block == zeroed);
            continue;
        }
        // SAFETY: the block has this size, and is initialised as it was asked for.
        let zeros = unsafe { slice::from_raw_parts(zeroed, size) }
            .iter()
            .all(|&byte| byte == 0);
        println!(
            "{size} at {align}: {} {zeros}",
            (block as usize | zeroed as usize) % align == 0
        );
        // SAFETY: both were made with this layout.
        unsafe {
            block.write_bytes(1, size);
            dealloc(block, layout);
            dealloc(zeroed, layout);
        }
    }
    #[repr(align(128))]
    struct Wide(u8);
    let wide = Box::new(Wide(7));
    println!("boxed: {} {}", (&raw const *wide).is_aligned(), wide.0);
}

fn vectors() -> Result<()> {
    let mut grown = Vec::new();
    for number in 0..3000u32 {
        grown.try_reserve(1)?;
        grown.push(number);
    }
    grown.shrink_to_fit();
    println!(
        "grown: {} {}",
        grown.len(),
        grown
            .iter()
            .enumerate()
            .all(|(at, &number)| at as u32 == number)
    );
    let mut huge = Vec::<u8>::new();
    let error = huge
        .try_reserve(isize::MAX as usize / 2)
        .map_err(Error::from);
    println!("huge: {error:?}");
    Ok(())
}

fn strings() -> Result<()> {
    let units = [0x48, 0xD83D, 0xDE00, 0xD800, 0x69, 0];
    let show = |length: u16, buffer: *const u16| {
        let raw = UNICODE_STRING {
            Length: length,
            MaximumLength: length,
            Buffer: buffer.cast_mut(),
        };
        // SAFETY: there are at most so many bytes in `units`, or none where there is no buffer.
        let text = unsafe { UnicodeStr::from_raw(&raw) };
        println!(
            "string: {text}, {:?}",
            text.try_to_string().map(|text| text.len())
        );
    };
    show(0, core::ptr::null());
    show(2, core::ptr::null());
    show(1, units.as_ptr());
    show(3, units.as_ptr());
    show(6, units.as_ptr());
    show(10, units.as_ptr());
    let made = UnicodeBuf::new("a\u{e9}\u{1f600}")?;
    let raw = made.as_unicode_str().as_raw();
    println!(
        "made: {} {} {:?}",
        raw.Length,
        raw.MaximumLength,
        made.as_unicode_str().try_to_string()?.len()
    );
    let mut long = alloc::string::String::new();
    long.try_reserve(40_000)?;
    long.extend(core::iter::repeat_n('x', 32_768));
    println!("too long: {:?}", UnicodeBuf::new(&long).map(drop));
    println!(
        "literal: {} {}",
        unicode!(r"\Device\Edge"),
        unicode!("").as_raw().Length
    );
    Ok(())
}

fn statuses() {
    // Success, pending, information, warning, error.
    for status in [
        0,
        0x103,
        0x4000_0000,
        0x8000_0005_u32 as i32,
        0xC000_0001_u32 as i32,
    ] {
        println!("status: {:?}", check(status));
    }
}

fn lines() {
    print!("no end");
    println!();
    println!("%s %d {}\0{}", "%n", "\u{e9}");
    println!("{:0>300}", 1);
}

fn locks() {
    let lock = SpinLock::new(1);
    {
        let mut guard = lock.lock();
        *guard += 1;
    }
    println!("locked: {}", *lock.lock());
}

/// As the I/O manager makes them: which of them have a system buffer, and how much of it is the caller's.
fn requests() {
    const CREATE: u8 = 0x00;
    const READ: u8 = 0x03;
    const WRITE: u8 = 0x04;
    const CONTROL: u8 = 0x0E;

    let mut bytes = [0u8; 8];
    let memory = bytes.as_mut_ptr();
    for (name, major, device_flags, code, memory) in [
        ("create", CREATE, 4, 0, memory),
        ("read", READ, 4, 0, memory),
        ("read of nothing", READ, 4, 0, ptr::null_mut()),
        ("unbuffered read", READ, 0, 0, memory),
        ("write", WRITE, 4, 0, memory),
        ("unbuffered write", WRITE, 0, 0, memory),
        ("control, method 0", CONTROL, 0, 0x8000_2000, memory),
        ("control, method 1", CONTROL, 4, 0x8000_2001, memory),
        ("control, method 2", CONTROL, 4, 0x8000_2002, memory),
        ("control, method 3", CONTROL, 4, 0x8000_2003, memory),
    ] {
        // SAFETY: numbers and pointers alone, of which each may be 0.
        let (mut device, mut irp, mut stack): (DEVICE_OBJECT, IRP, IO_STACK_LOCATION) =
            unsafe { (mem::zeroed(), mem::zeroed(), mem::zeroed()) };
        device.Flags = device_flags;
        stack.MajorFunction = major;
        if major == CONTROL {
            stack.Parameters.DeviceIoControl.InputBufferLength = 5;
            stack.Parameters.DeviceIoControl.OutputBufferLength = 8;
            stack.Parameters.DeviceIoControl.IoControlCode = code;
        } else {
            stack.Parameters.Write.Length = 6;
        }
        irp.AssociatedIrp.SystemBuffer = memory.cast();
        irp.Tail.CurrentStackLocation = &raw mut stack;
        // SAFETY: all three live longer than the request, which nobody completes.
        let mut request = unsafe { Request::new(&raw mut device, &raw mut irp) };
        match request.buffer() {
            Ok(buffer) => {
                let input = buffer.input().len();
                println!(
                    "{name}: {input} in, {} out",
                    buffer.into_output().remaining()
                );
            }
            Err(error) => println!("{name}: {error}"),
        }
    }
}
