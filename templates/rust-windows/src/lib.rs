//! A driver that serves programs, not hardware: they write messages to it and read them again, in their order.

#![no_std]

extern crate alloc;

#[allow(unsafe_code)]
pub mod kernel;
mod store;

use core::sync::atomic::{AtomicU32, Ordering};

use kernel::device::ControlDevice;
use kernel::driver::{Driver, DriverObject};
use kernel::error::{Error, Result};
use kernel::lock::SpinLock;
use kernel::pool::Pool;
use kernel::request::{Buffer, Output};
use kernel::string::{UnicodeStr, unicode};
use kernel::{println, system_time};
use newdriver_protocol as protocol;
use store::{Message, Store};

#[global_allocator]
static POOL: Pool = Pool::new(*b"New1");

/// All that the driver has; dropped, from the first field to the last, when it is unloaded.
pub struct Service {
    /// For its drop: the device goes before what it gives access to.
    _device: ControlDevice,
    store: SpinLock<Store>,
    handles: AtomicU32,
}

kernel::driver::driver!(Service);

impl Driver for Service {
    fn init(driver: &mut DriverObject<'_>, registry_path: UnicodeStr<'_>) -> Result<Self> {
        // Under the class an administrator may override who may open the device: it is this driver's alone.
        const CLASS: kernel::ffi::GUID =
            kernel::device::guid("22222222-2222-2222-2222-222222222222");

        let store = SpinLock::new(Store::new()?);
        let device = ControlDevice::new(
            driver,
            unicode!(r"\Device\NewDriver"),
            unicode!(r"\DosDevices\NewDriver"),
            protocol::DEVICE_TYPE,
            &CLASS,
        )?;
        println!("newdriver: loaded, {registry_path}");
        Ok(Self {
            _device: device,
            store,
            handles: AtomicU32::new(0),
        })
    }

    fn create(&self) -> Result<()> {
        let handles = self.handles.fetch_add(1, Ordering::Relaxed) + 1;
        println!("newdriver: opened, {handles} handles");
        Ok(())
    }

    fn cleanup(&self) {
        let handles = self.handles.fetch_sub(1, Ordering::Relaxed) - 1;
        println!("newdriver: closed, {handles} handles");
    }

    fn read<'a>(&self, mut output: Output<'a>) -> Result<Output<'a>> {
        let taken = self.store.lock().take(output.remaining())?;
        // As at the end of a file: no error, and no bytes. What was taken is freed without the lock.
        if let Some(message) = taken {
            output.write(message.data())?;
        }
        Ok(output)
    }

    fn write(&self, input: &[u8]) -> Result<()> {
        if input.is_empty() {
            return Ok(());
        }
        if input.len() > protocol::MESSAGE_BYTES {
            return Err(Error::INVALID_BUFFER_SIZE);
        }
        // Allocated before the lock is taken, and freed after it where there is no room.
        let message = Message::new(input)?;
        let mut store = self.store.lock();
        // With the lock held, so that the times of messages never go back.
        let refused = store.append(message, system_time());
        drop(store);
        refused.map_err(|_message| Error::QUOTA_EXCEEDED)
    }

    fn control<'a>(&self, code: u32, buffer: Buffer<'a>) -> Result<Output<'a>> {
        // The I/O manager has looked at the access that a code asks for: it compares all of the code.
        match code {
            protocol::QUERY => {
                let mut status = self.store.lock().status();
                status.handles = self.handles.load(Ordering::Relaxed);
                let mut output = buffer.into_output();
                output.write(&status.to_bytes())?;
                Ok(output)
            }
            protocol::PEEK => {
                let mut output = buffer.into_output();
                self.store.lock().peek(&mut output)?;
                Ok(output)
            }
            protocol::LIMIT => {
                let limit = u32::from_le_bytes(buffer.input_array()?);
                let mut output = buffer.into_output();
                if output.remaining() < size_of_val(&limit) {
                    return Err(Error::BUFFER_TOO_SMALL);
                }
                let before = self.store.lock().set_limit(limit)?;
                output.write(&before.to_le_bytes())?;
                Ok(output)
            }
            protocol::CLEAR => {
                self.store.lock().clear();
                Ok(buffer.into_output())
            }
            _ => Err(Error::INVALID_DEVICE_REQUEST),
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        println!("newdriver: unloaded");
    }
}
