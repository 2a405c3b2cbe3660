//! Asks a driver made from the template `rust-windows` for what its own program never asks: wrong sizes, unknown codes, too
//! much. Prints a line for each request: its name, a Windows error code, bytes, what came of it.

#[allow(dead_code)]
#[path = "../device.rs"]
mod device;

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};

use device::Device;
use newdriver_protocol::{self as protocol, Records, Status};

fn main() -> io::Result<()> {
    let mut device = Device::open()?;
    let mut reader = OpenOptions::new().read(true).open(protocol::DEVICE_PATH)?;

    status(&device, "fresh")?;
    control(&device, "query nothing", protocol::QUERY, &[], 0);
    control(
        &device,
        "query too small",
        protocol::QUERY,
        &[],
        Status::BYTES - 1,
    );
    control(&device, "query larger", protocol::QUERY, &[], 4096);
    control(
        &device,
        "unknown code",
        protocol::QUERY + (0xFF << 2),
        &[],
        64,
    );
    for method in 1..4 {
        control(
            &device,
            &format!("known function, method {method}"),
            protocol::QUERY | method,
            &[7; 64],
            64,
        );
    }
    println!("write without access: {}", outcome(reader.write(b"x")));

    read(&mut reader, "read when empty", 16);
    peek(&device, "peek when empty", 4096);
    println!("write nothing: {}", outcome(file()?.write(&[])));
    println!(
        "write the most: {}",
        outcome(file()?.write(&[b'a'; protocol::MESSAGE_BYTES]))
    );
    println!(
        "write too much: {}",
        outcome(file()?.write(&[b'a'; protocol::MESSAGE_BYTES + 1]))
    );
    read(&mut reader, "read nothing", 0);
    read(&mut reader, "read too small", protocol::MESSAGE_BYTES - 1);
    read(&mut reader, "read", protocol::MESSAGE_BYTES);

    for length in 1..=protocol::MESSAGE_COUNT {
        device.write(&vec![b'a'; length])?;
    }
    println!("write when full: {}", outcome(file()?.write(b"x")));
    status(&device, "full")?;
    peek(&device, "peek nothing", 0);
    peek(&device, "peek less than one", 12);
    peek(&device, "peek one", 13);
    // The second record ends at 13 + 12 + 2.
    peek(&device, "peek almost two", 26);
    peek(&device, "peek two", 27);
    peek(&device, "peek all", 65536);

    control(&device, "limit without input", protocol::LIMIT, &[], 4);
    control(
        &device,
        "limit with too much input",
        protocol::LIMIT,
        &[1; 5],
        4,
    );
    control(
        &device,
        "limit without room",
        protocol::LIMIT,
        &1u32.to_le_bytes(),
        3,
    );
    control(
        &device,
        "limit of none",
        protocol::LIMIT,
        &0u32.to_le_bytes(),
        4,
    );
    control(
        &device,
        "limit of too many",
        protocol::LIMIT,
        &65u32.to_le_bytes(),
        4,
    );
    let before = device.control(protocol::LIMIT, &2u32.to_le_bytes(), 4)?;
    println!("limit: it was {:?}", before.bytes);
    control(&device, "clear", protocol::CLEAR, &[], 0);
    for name in ["first", "second", "third"] {
        println!("{name} of two: {}", outcome(file()?.write(name.as_bytes())));
    }
    // What waits is left for the unload to free.
    status(&device, "at the end")
}

fn file() -> io::Result<File> {
    OpenOptions::new().write(true).open(protocol::DEVICE_PATH)
}

fn outcome(result: io::Result<usize>) -> String {
    match result {
        Ok(bytes) => format!("error 0, {bytes} bytes"),
        Err(error) => format!("error {}", error.raw_os_error().unwrap_or(-1)),
    }
}

fn control(device: &Device, name: &str, code: u32, input: &[u8], room: usize) {
    println!(
        "{name}: {}",
        outcome(
            device
                .control(code, input, room)
                .map(|answer| answer.bytes.len())
        )
    );
}

/// Bytes behind what was read are looked at, too.
fn read(file: &mut File, name: &str, capacity: usize) {
    let mut bytes = vec![b'.'; capacity];
    let result = file.read(&mut bytes);
    let length = *result.as_ref().unwrap_or(&0);
    let good = bytes[..length].iter().all(|&byte| byte == b'a')
        && bytes[length..].iter().all(|&byte| byte == b'.');
    println!(
        "{name}: {}, {}",
        outcome(result),
        if good { "good" } else { "bad" }
    );
}

/// How many records there are, and whether they are the ones that were written: of 1, 2, 3 ... bytes.
fn peek(device: &Device, name: &str, room: usize) {
    let answer = match device.control(protocol::PEEK, &[], room) {
        Ok(answer) => answer,
        error => return println!("{name}: {}", outcome(error.map(|_| 0))),
    };
    let records: Vec<_> = Records(&answer.bytes).collect();
    let used: usize = records
        .iter()
        .map(|record| protocol::RecordHeader::BYTES + record.data.len())
        .sum();
    let good = used == answer.bytes.len()
        && records
            .iter()
            .enumerate()
            .all(|(index, record)| record.data == vec![b'a'; index + 1])
        && records.is_sorted_by_key(|record| record.time)
        && records
            .iter()
            .all(|record| record.time > 130_000_000_000_000_000);
    println!(
        "{name}: {used} bytes, {} records, {}{}",
        records.len(),
        if good { "good" } else { "bad" },
        if answer.more { ", more" } else { "" }
    );
}

fn status(device: &Device, name: &str) -> io::Result<()> {
    let answer = device.control(protocol::QUERY, &[], Status::BYTES)?;
    let bytes = answer
        .bytes
        .as_slice()
        .try_into()
        .map_err(io::Error::other)?;
    println!("{name}: {:?}", Status::from_bytes(bytes));
    Ok(())
}
