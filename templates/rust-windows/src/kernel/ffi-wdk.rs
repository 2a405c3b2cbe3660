//! The kernel's declarations that the driver needs: from wdk-sys, which makes them of the headers of the installed kit, and
//! those that it does not make.

#![allow(non_snake_case)]

pub use wdk_sys::ntddk::{
    DbgPrintEx, ExAllocatePool2, ExFreePoolWithTag, IoCreateSymbolicLink, IoDeleteDevice,
    IoDeleteSymbolicLink, IofCompleteRequest, KeAcquireSpinLockRaiseToDpc,
    KeQuerySystemTimePrecise, KeReleaseSpinLock,
};
pub use wdk_sys::{
    DEVICE_OBJECT, DRIVER_OBJECT, GUID, IO_STACK_LOCATION, IRP, KIRQL, KSPIN_LOCK, LARGE_INTEGER,
    NTSTATUS, SIZE_T, STATUS_SUCCESS, UNICODE_STRING,
};

unsafe extern "C" {
    /// As wdk-sys has it, but without its end: it does not return.
    pub fn KeBugCheckEx(BugCheckCode: u32, P1: u64, P2: u64, P3: u64, P4: u64) -> !;

    /// In wdmsec.lib, which build.rs names; wdk-sys has nothing of <wdmsec.h>.
    pub fn WdmlibIoCreateDeviceSecure(
        DriverObject: *mut DRIVER_OBJECT,
        DeviceExtensionSize: u32,
        DeviceName: *mut UNICODE_STRING,
        DeviceType: u32,
        DeviceCharacteristics: u32,
        Exclusive: u8,
        DefaultSDDLString: *const UNICODE_STRING,
        DeviceClassGuid: *const GUID,
        DeviceObject: *mut *mut DEVICE_OBJECT,
    ) -> NTSTATUS;
}

/// IoGetCurrentIrpStackLocation, which is inline in C.
///
/// # Safety
/// The request is there, and has a current stack location: as in a dispatch routine.
pub unsafe fn current_stack_location(irp: *mut IRP) -> *mut IO_STACK_LOCATION {
    // SAFETY: the caller's.
    unsafe {
        (*irp)
            .Tail
            .Overlay
            .__bindgen_anon_2
            .__bindgen_anon_1
            .CurrentStackLocation
    }
}

/// # Safety
/// The request is there, and the driver's.
pub unsafe fn set_result(irp: *mut IRP, status: NTSTATUS, information: usize) {
    // SAFETY: the caller's.
    unsafe {
        (*irp).IoStatus.__bindgen_anon_1.Status = status;
        (*irp).IoStatus.Information = information as u64;
    }
}
