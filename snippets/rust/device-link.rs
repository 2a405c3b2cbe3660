// prefix: kd-device-link
// title: Control device with a symbolic link
// topic: Entry and devices
// description: A device that administrators may open, with a name for programs; both go when it
//     is dropped. Link with wdmsec.lib

unsafe extern "C" {
    fn WdmlibIoCreateDeviceSecure(
        driver: *mut DRIVER_OBJECT,
        extension_bytes: u32,
        name: *const UNICODE_STRING,
        device_type: u32,
        characteristics: u32,
        exclusive: BOOLEAN,
        descriptor: *const UNICODE_STRING,
        class: *const GUID,
        device: *mut *mut DEVICE_OBJECT,
    ) -> NTSTATUS;
}

struct ${1:ControlDevice} {
    device: *mut DEVICE_OBJECT,
    link: UNICODE_STRING,
}

// SAFETY: a device and its link may be deleted by any thread, and nothing can be done with a shared reference.
unsafe impl Send for ${1:ControlDevice} {}
// SAFETY: as above.
unsafe impl Sync for ${1:ControlDevice} {}

impl ${1:ControlDevice} {
    /// `descriptor` is SDDL: "D:P(A;;GA;;;SY)(A;;GA;;;BA)" for the system and administrators.
    /// `class` is the driver's own: under it an administrator may override the descriptor.
    ///
    /// # Safety
    /// In DriverEntry, with its driver object. The strings live as long as the driver.
    unsafe fn new(
        driver: *mut DRIVER_OBJECT,
        mut name: UNICODE_STRING,
        mut link: UNICODE_STRING,
        descriptor: UNICODE_STRING,
        class: &GUID,
    ) -> Result<Self, NTSTATUS> {
        /// The descriptor holds for what is behind the name, too.
        const FILE_DEVICE_SECURE_OPEN: u32 = 0x100;

        let mut device = core::ptr::null_mut();
        // SAFETY: the caller's; all that is pointed to lives beyond the calls.
        unsafe {
            let status = WdmlibIoCreateDeviceSecure(
                driver,
                0,
                &raw const name,
                0x${2:8000},
                FILE_DEVICE_SECURE_OPEN,
                0,
                &raw const descriptor,
                class,
                &raw mut device,
            );
            if status < 0 {
                return Err(status);
            }
            let status = IoCreateSymbolicLink(&raw mut link, &raw mut name);
            if status < 0 {
                IoDeleteDevice(device);
                return Err(status);
            }
        }
        Ok(Self { device, link })
    }
}

impl Drop for ${1:ControlDevice} {
    fn drop(&mut self) {
        // SAFETY: both were made by `new`, and are deleted once.
        unsafe {
            let _ = IoDeleteSymbolicLink(&raw mut self.link);
            IoDeleteDevice(self.device);
        }
    }
}
