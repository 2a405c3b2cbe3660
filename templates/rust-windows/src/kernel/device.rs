//! A device that programs open by name, and that goes when its owner is dropped.

use core::ptr::{self, NonNull};

use super::driver::DriverObject;
use super::error::{Error, Result, check};
use super::ffi::{self, DEVICE_OBJECT, GUID};
use super::string::{UnicodeStr, unicode};

/// For the system and administrators, with buffered I/O. Its reads, writes and IOCTLs come to the `Driver`.
pub struct ControlDevice {
    device: NonNull<DEVICE_OBJECT>,
    link: UnicodeStr<'static>,
}

// SAFETY: a device may be deleted by any thread.
unsafe impl Send for ControlDevice {}
// SAFETY: nothing can be done with a shared reference.
unsafe impl Sync for ControlDevice {}

impl ControlDevice {
    /// `class` is the device's setup class, under which an administrator may override its security descriptor.
    pub fn new(
        driver: &mut DriverObject<'_>,
        name: UnicodeStr<'static>,
        link: UnicodeStr<'static>,
        device_type: u32,
        class: &'static GUID,
    ) -> Result<Self> {
        /// The descriptor holds for `\\.\Name\anything` as well.
        const FILE_DEVICE_SECURE_OPEN: u32 = 0x100;
        const DO_BUFFERED_IO: u32 = 0x4;

        let mut device = ptr::null_mut();
        let (mut raw_name, mut raw_link) = (name.as_raw(), link.as_raw());
        // Protected, and nobody but the system and administrators: SDDL_DEVOBJ_SYS_ALL_ADM_ALL.
        let descriptor = unicode!("D:P(A;;GA;;;SY)(A;;GA;;;BA)").as_raw();
        // SAFETY: the strings and the class live as long as the image, the driver object and `device` beyond the call.
        check(unsafe {
            ffi::WdmlibIoCreateDeviceSecure(
                driver.as_raw(),
                0,
                &raw mut raw_name,
                device_type,
                FILE_DEVICE_SECURE_OPEN,
                0,
                &raw const descriptor,
                class,
                &raw mut device,
            )
        })?;
        let device = NonNull::new(device).ok_or(Error::INSUFFICIENT_RESOURCES)?;
        // SAFETY: the device is ours, and the I/O manager opens it for nobody before DriverEntry has succeeded.
        unsafe { (*device.as_ptr()).Flags |= DO_BUFFERED_IO };

        // SAFETY: the strings are valid; they are read alone.
        let linked =
            check(unsafe { ffi::IoCreateSymbolicLink(&raw mut raw_link, &raw mut raw_name) });
        if let Err(error) = linked {
            // SAFETY: it is ours, and nobody has seen it.
            unsafe { ffi::IoDeleteDevice(device.as_ptr()) };
            return Err(error);
        }
        Ok(Self { device, link })
    }
}

impl Drop for ControlDevice {
    fn drop(&mut self) {
        let mut link = self.link.as_raw();
        // SAFETY: link and device were made by `new`, and are deleted once. That the link has gone already harms nobody.
        unsafe {
            let _ = ffi::IoDeleteSymbolicLink(&raw mut link);
            ffi::IoDeleteDevice(self.device.as_ptr());
        }
    }
}

/// A GUID as people write it, "01234567-89ab-cdef-0123-456789abcdef", for constants.
///
/// # Panics
/// Where it is none, which is an error at compile time.
pub const fn guid(text: &str) -> GUID {
    let text = text.as_bytes();
    assert!(text.len() == 36, "a GUID has 36 characters");
    let mut digits: u128 = 0;
    let mut index = 0;
    while index < text.len() {
        digits = match text[index] {
            b'-' if matches!(index, 8 | 13 | 18 | 23) => digits,
            digit @ b'0'..=b'9' => digits << 4 | (digit - b'0') as u128,
            digit @ b'a'..=b'f' => digits << 4 | (digit - b'a' + 10) as u128,
            _ => panic!("a GUID has hyphens behind its digits 8, 12, 16 and 20"),
        };
        index += 1;
    }
    GUID {
        Data1: (digits >> 96) as u32,
        Data2: (digits >> 80) as u16,
        Data3: (digits >> 64) as u16,
        Data4: (digits as u64).to_be_bytes(),
    }
}
