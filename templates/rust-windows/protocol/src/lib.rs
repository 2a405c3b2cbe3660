//! What the driver and the programs that talk to it share: codes, limits, and data as bytes, which are little-endian and
//! have no padding, so that neither side has to trust the other's layout.

#![no_std]

/// For `File::open`.
pub const DEVICE_PATH: &str = r"\\.\NewDriver";

/// A write of so many bytes at most is one message; a read takes the oldest one.
pub const MESSAGE_BYTES: usize = 1024;

/// So many messages wait at most.
pub const MESSAGE_COUNT: usize = 64;

/// Device types from 0x8000 and functions from 0x800 are for others than Microsoft.
pub const DEVICE_TYPE: u32 = 0x8000;

/// A `Status` out.
pub const QUERY: u32 = control_code(0x800, Access::Read);

/// The messages that wait, oldest first, which stay where they are: `Records` out, as many as fit. There were more where
/// the request ends with ERROR_MORE_DATA.
pub const PEEK: u32 = control_code(0x801, Access::Read);

/// How many messages may wait, from 1 to `MESSAGE_COUNT`, in; how many it was out. Each is a u32.
pub const LIMIT: u32 = control_code(0x802, Access::Write);

/// Drops all messages that wait; nothing in, nothing out.
pub const CLEAR: u32 = control_code(0x803, Access::Write);

/// What a handle has to be opened for.
#[derive(Clone, Copy)]
enum Access {
    Read = 1,
    Write = 2,
}

/// CTL_CODE with METHOD_BUFFERED.
const fn control_code(function: u32, access: Access) -> u32 {
    DEVICE_TYPE << 16 | (access as u32) << 14 | function << 2
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Messages that wait, and their bytes.
    pub messages: u32,
    pub bytes: u32,
    /// Handles to the device, the caller's among them.
    pub handles: u32,
    /// Writes that came when there was no room.
    pub refused: u32,
    /// Messages since the driver was loaded.
    pub written: u64,
    pub taken: u64,
}

impl Status {
    pub const BYTES: usize = 32;

    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        let words = [self.messages, self.bytes, self.handles, self.refused].map(u32::to_le_bytes);
        let counts = [self.written, self.taken].map(u64::to_le_bytes);
        for (to, from) in bytes
            .iter_mut()
            .zip(words.as_flattened().iter().chain(counts.as_flattened()))
        {
            *to = *from;
        }
        bytes
    }

    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let word = |at: usize| {
            (0..4).fold(0, |word, index| {
                word | u32::from(bytes[at + index]) << (8 * index)
            })
        };
        let count = |at: usize| u64::from(word(at)) | u64::from(word(at + 4)) << 32;
        Self {
            messages: word(0),
            bytes: word(4),
            handles: word(8),
            refused: word(12),
            written: count(16),
            taken: count(24),
        }
    }
}

/// Stands before each message that `PEEK` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordHeader {
    /// Of the message, in bytes.
    pub length: u32,
    /// When it was written: 100 ns since 1601, UTC.
    pub time: u64,
}

impl RecordHeader {
    pub const BYTES: usize = 12;

    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let [a, b, c, d] = self.length.to_le_bytes();
        let [e, f, g, h, i, j, k, l] = self.time.to_le_bytes();
        [a, b, c, d, e, f, g, h, i, j, k, l]
    }

    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let &[a, b, c, d, e, f, g, h, i, j, k, l] = bytes;
        Self {
            length: u32::from_le_bytes([a, b, c, d]),
            time: u64::from_le_bytes([e, f, g, h, i, j, k, l]),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    pub time: u64,
    pub data: &'a [u8],
}

/// The records of what `PEEK` gave; ends where there is no whole one any more.
#[derive(Clone, Debug)]
pub struct Records<'a>(pub &'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (header, rest) = self.0.split_first_chunk()?;
        let RecordHeader { length, time } = RecordHeader::from_bytes(header);
        let (data, rest) = rest.split_at_checked(length as usize)?;
        self.0 = rest;
        Some(Record { time, data })
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use std::vec::Vec;

    #[test]
    fn codes_are_those_of_ctl_code() {
        assert_eq!(
            [QUERY, PEEK, LIMIT, CLEAR],
            [0x8000_6000, 0x8000_6004, 0x8000_A008, 0x8000_A00C]
        );
    }

    #[test]
    fn a_status_comes_back() {
        let status = Status {
            messages: 1,
            bytes: 2,
            handles: 3,
            refused: 4,
            written: 5 << 40,
            taken: u64::MAX,
        };
        assert_eq!(Status::from_bytes(&status.to_bytes()), status);
        assert_eq!(status.to_bytes()[..6], [1, 0, 0, 0, 2, 0]);
    }

    #[test]
    fn records_come_back_and_end_at_what_is_cut_off() {
        let mut bytes = Vec::new();
        for (time, data) in [(7, &b"first"[..]), (8, b""), (9, b"third")] {
            bytes.extend(
                RecordHeader {
                    length: data.len() as u32,
                    time,
                }
                .to_bytes(),
            );
            bytes.extend(data);
        }
        let all: Vec<_> = Records(&bytes)
            .map(|record| (record.time, record.data))
            .collect();
        assert_eq!(all, [(7, &b"first"[..]), (8, b""), (9, b"third")]);
        assert_eq!(Records(&bytes[..bytes.len() - 1]).count(), 2);
        assert_eq!(Records(&bytes[..4]).count(), 0);
    }
}
