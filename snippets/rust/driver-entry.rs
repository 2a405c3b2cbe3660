// prefix: kd-driver-entry
// title: Driver entry and unload
// topic: Entry and devices
// description: DriverEntry, which the linker finds by its name and which makes the driver
//     unloadable, and its unload routine

// SAFETY: nothing else in the image has this name.
#[unsafe(export_name = "DriverEntry")]
pub unsafe extern "system" fn driver_entry(
    driver: *mut DRIVER_OBJECT,
    _registry_path: *const UNICODE_STRING,
) -> NTSTATUS {
    $0
    // SAFETY: the driver object is this driver's until it is unloaded.
    unsafe { (*driver).DriverUnload = Some(${1:unload}) };
    STATUS_SUCCESS
}

/// Called when no device of the driver is open any more: what is not freed here stays until the
/// machine starts again.
unsafe extern "C" fn ${1:unload}(_driver: *mut DRIVER_OBJECT) {}
