//! Exported, but not called as the kernel calls; and callbacks past the compiler's types.
#![no_std]

use core::ffi::c_void;

use wdk_sys::ntddk::{KeInitializeDpc, PsSetLoadImageNotifyRoutine};
use wdk_sys::{DRIVER_OBJECT, NTSTATUS, PCUNICODE_STRING};

extern crate wdk_panic;

#[unsafe(no_mangle)]
pub unsafe fn DriverEntry(driver: &mut DRIVER_OBJECT, _path: PCUNICODE_STRING) -> NTSTATUS { // want rust-entry-point "it has Rust's calling convention, but the kernel calls it"
    driver.DriverUnload = Some(unload);
    driver.MajorFunction[0] = Some(unsafe { core::mem::transmute(create as *const c_void) });
    unsafe { KeInitializeDpc(core::ptr::null_mut(), Some(on_dpc), core::ptr::null_mut()) };
    unsafe { PsSetLoadImageNotifyRoutine(Some(on_image)) }
}

unsafe extern "C" fn unload(_driver: *mut DRIVER_OBJECT) {} // ok rust-entry-point

fn create(_device: wdk_sys::PDEVICE_OBJECT, _irp: wdk_sys::PIRP) -> NTSTATUS { // want rust-entry-point "create has Rust's calling convention, but the kernel calls it"
    0
}

extern "system" fn on_dpc(_: *mut wdk_sys::KDPC, _: *mut c_void, _: *mut c_void, _: *mut c_void) {} // ok rust-entry-point

extern "C" fn on_image(_: PCUNICODE_STRING, _: wdk_sys::HANDLE, _: *mut wdk_sys::IMAGE_INFO) {} // ok rust-entry-point
