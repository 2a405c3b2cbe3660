//! The driver's device, opened: std reads and writes it as a file; IOCTLs are what std does not have.

use std::ffi::c_void;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::windows::io::{AsRawHandle, RawHandle};
use std::ptr;

use newdriver_protocol as protocol;

pub struct Device(File);

/// What the driver answered to an IOCTL.
pub struct Answer {
    pub bytes: Vec<u8>,
    /// There was more than the room that was given.
    pub more: bool,
}

impl Device {
    pub fn open() -> io::Result<Self> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .open(protocol::DEVICE_PATH)
            .map(Self)
    }

    /// The oldest message, or none.
    pub fn read(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut message = vec![0; protocol::MESSAGE_BYTES];
        let length = self.0.read(&mut message)?;
        message.truncate(length);
        // As at the end of a file: no error, and no bytes.
        Ok((length > 0).then_some(message))
    }

    pub fn write(&mut self, message: &[u8]) -> io::Result<()> {
        // One write is one message: not write_all, which would make several.
        self.0.write(message).map(drop)
    }

    /// Sends an IOCTL, with room for so many bytes of an answer.
    pub fn control(&self, code: u32, input: &[u8], room: usize) -> io::Result<Answer> {
        const ERROR_MORE_DATA: i32 = 234;

        let too_long = |_| io::Error::from(io::ErrorKind::InvalidInput);
        let mut bytes = vec![0; room];
        let mut length = 0;
        // SAFETY: both buffers have the lengths that are given, the handle is open, and the call waits for its end.
        let success = unsafe {
            DeviceIoControl(
                self.0.as_raw_handle(),
                code,
                input.as_ptr().cast(),
                u32::try_from(input.len()).map_err(too_long)?,
                bytes.as_mut_ptr().cast(),
                u32::try_from(room).map_err(too_long)?,
                &raw mut length,
                ptr::null_mut(),
            )
        };
        let error = io::Error::last_os_error();
        let more = success == 0 && error.raw_os_error() == Some(ERROR_MORE_DATA);
        if success == 0 && !more {
            return Err(error);
        }
        bytes.truncate(length as usize);
        Ok(Answer { bytes, more })
    }
}

#[link(name = "kernel32")]
unsafe extern "system" {
    fn DeviceIoControl(
        device: RawHandle,
        code: u32,
        input: *const c_void,
        input_length: u32,
        output: *mut c_void,
        output_length: u32,
        returned: *mut u32,
        overlapped: *mut c_void,
    ) -> i32;
}
