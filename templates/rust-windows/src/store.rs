//! The messages that wait: a queue with a limit, whose memory is reserved before it is used under a lock.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::mem;

use crate::kernel::error::{Error, Result};
use crate::kernel::request::Output;
use crate::protocol::{self, RecordHeader, Status};

pub struct Message {
    time: u64,
    data: Vec<u8>,
}

impl Message {
    /// A copy. `Vec::push` and its like stop the machine where memory is short; who reserves with `try_reserve` is told.
    pub fn new(data: &[u8]) -> Result<Self> {
        let mut copy = Vec::new();
        copy.try_reserve_exact(data.len())?;
        copy.extend_from_slice(data);
        Ok(Self {
            time: 0,
            data: copy,
        })
    }

    pub fn data(&self) -> &[u8] {
        &self.data
    }
}

pub struct Store {
    /// Has room for as many as the protocol allows: to append allocates nothing.
    messages: VecDeque<Message>,
    limit: usize,
    refused: u32,
    written: u64,
    taken: u64,
}

impl Store {
    pub fn new() -> Result<Self> {
        let mut messages = VecDeque::new();
        messages.try_reserve_exact(protocol::MESSAGE_COUNT)?;
        Ok(Self {
            messages,
            limit: protocol::MESSAGE_COUNT,
            refused: 0,
            written: 0,
            taken: 0,
        })
    }

    /// Gives the message back where there is no room.
    pub fn append(&mut self, mut message: Message, time: u64) -> core::result::Result<(), Message> {
        if self.messages.len() >= self.limit {
            self.refused = self.refused.saturating_add(1);
            return Err(message);
        }
        message.time = time;
        self.messages.push_back(message);
        self.written += 1;
        Ok(())
    }

    /// The oldest message, if there is one; one of more than `capacity` bytes stays where it is.
    pub fn take(&mut self, capacity: usize) -> Result<Option<Message>> {
        match self.messages.front() {
            // Who asks for nothing gets nothing, as from a file.
            Some(_) if capacity == 0 => Ok(None),
            Some(message) if message.data.len() > capacity => Err(Error::BUFFER_TOO_SMALL),
            Some(_) => {
                self.taken += 1;
                Ok(self.messages.pop_front())
            }
            None => Ok(None),
        }
    }

    /// Copies messages, oldest first, as many as fit; all stay where they are.
    pub fn peek(&self, output: &mut Output<'_>) -> Result<()> {
        for Message { time, data } in &self.messages {
            let header = RecordHeader {
                length: length(data),
                time: *time,
            }
            .to_bytes();
            if output.remaining() < header.len() + data.len() {
                output.set_more();
                break;
            }
            output.write(&header)?;
            output.write(data)?;
        }
        Ok(())
    }

    /// How many messages may wait from now on; those that do already may. How many it was before.
    pub fn set_limit(&mut self, limit: u32) -> Result<u32> {
        let wanted = limit as usize;
        if !(1..=protocol::MESSAGE_COUNT).contains(&wanted) {
            return Err(Error::INVALID_PARAMETER);
        }
        Ok(mem::replace(&mut self.limit, wanted) as u32)
    }

    /// Keeps the queue's own memory.
    pub fn clear(&mut self) {
        self.messages.clear();
    }

    /// All but `handles`, which the store does not know.
    pub fn status(&self) -> Status {
        Status {
            messages: self.messages.len() as u32,
            bytes: self
                .messages
                .iter()
                .map(|message| length(&message.data))
                .sum(),
            handles: 0,
            refused: self.refused,
            written: self.written,
            taken: self.taken,
        }
    }
}

/// Of a message, which has `protocol::MESSAGE_BYTES` at most.
fn length(data: &[u8]) -> u32 {
    data.len() as u32
}
