//! Writes messages to the NewDriver driver, takes and lists them: of the driver it knows its protocol alone.

mod device;

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use device::Device;
use newdriver_protocol::{self as protocol, Records, Status};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "newdriver-client COMMAND
  write TEXT    writes a message
  read          takes the oldest message and prints it
  list          prints all messages that wait, and how old they are
  status        prints how many messages wait, came and went
  limit COUNT   lets so many messages wait at most
  clear         drops all messages that wait";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["write", text] => write(text),
        ["read"] => read(),
        ["list"] => list(),
        ["status"] => status(),
        ["limit", count] => limit(count),
        ["clear"] => clear(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(text: &str) -> Result<()> {
    // The driver would refuse it too; said here, it is said better.
    if text.len() > protocol::MESSAGE_BYTES {
        return Err(format!("a message has at most {} bytes", protocol::MESSAGE_BYTES).into());
    }
    Ok(Device::open()?.write(text.as_bytes())?)
}

fn read() -> Result<()> {
    let message = Device::open()?.read()?.ok_or("no message waits")?;
    println!("{}", String::from_utf8_lossy(&message));
    Ok(())
}

fn list() -> Result<()> {
    let room = protocol::MESSAGE_COUNT * (protocol::RecordHeader::BYTES + protocol::MESSAGE_BYTES);
    let answer = Device::open()?.control(protocol::PEEK, &[], room)?;
    for record in Records(&answer.bytes) {
        println!(
            "{:.3} s ago: {}",
            age(record.time).as_secs_f64(),
            String::from_utf8_lossy(record.data)
        );
    }
    if answer.more {
        println!("and more");
    }
    Ok(())
}

fn status() -> Result<()> {
    let answer = Device::open()?.control(protocol::QUERY, &[], Status::BYTES)?;
    let status = Status::from_bytes(answer.bytes.as_slice().try_into()?);
    println!(
        "{} messages of {} bytes wait",
        status.messages, status.bytes
    );
    println!(
        "{} written, {} taken, {} refused",
        status.written, status.taken, status.refused
    );
    println!("{} handles", status.handles);
    Ok(())
}

fn limit(count: &str) -> Result<()> {
    let count: u32 = count.parse()?;
    let answer =
        Device::open()?.control(protocol::LIMIT, &count.to_le_bytes(), size_of::<u32>())?;
    println!(
        "it was {}",
        u32::from_le_bytes(answer.bytes.as_slice().try_into()?)
    );
    Ok(())
}

fn clear() -> Result<()> {
    Device::open()?.control(protocol::CLEAR, &[], 0)?;
    Ok(())
}

/// Since a time in units of 100 ns since 1601.
fn age(time: u64) -> Duration {
    /// Days from 1601 to 1970.
    const DAYS: u64 = 134_774;
    const UNITS_A_SECOND: u64 = 10_000_000;

    let since_1970 = time.saturating_sub(DAYS * 24 * 60 * 60 * UNITS_A_SECOND);
    let then = SystemTime::UNIX_EPOCH + Duration::from_nanos(since_1970.saturating_mul(100));
    // The clock may have been set back since.
    then.elapsed().unwrap_or_default()
}
