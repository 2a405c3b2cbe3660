//! Statuses that are dropped, and those that are meant to be.
#![no_std]

use wdk_sys::ntddk::*;
use wdk_sys::{call_unsafe_wdf_function_binding, NTSTATUS, STATUS_SUCCESS};

pub unsafe fn kernel(driver: wdk_sys::PDRIVER_OBJECT, name: *mut wdk_sys::UNICODE_STRING, device: &mut wdk_sys::PDEVICE_OBJECT) {
    unsafe {
        IoCreateDevice(driver, 0, name, 0x22, 0, 0, device); // want rust-ntstatus-ignored "The NTSTATUS of IoCreateDevice is dropped"
        IoDeleteSymbolicLink(name); // ok rust-ntstatus-ignored
    }
    unsafe { IoCreateSymbolicLink(name, name) }; // want rust-ntstatus-ignored "IoCreateSymbolicLink"
    let _ = unsafe { IoCreateSymbolicLink(name, name) }; // ok rust-ntstatus-ignored
    _ = unsafe { IoCreateSymbolicLink(name, name) }; // ok rust-ntstatus-ignored
    let status = unsafe { IoCreateSymbolicLink(name, name) }; // ok rust-ntstatus-ignored
    if status < 0 {
        return;
    }
    if unsafe { IoCreateSymbolicLink(name, name) } < 0 { // ok rust-ntstatus-ignored
        return;
    }
    wdk::nt_success(unsafe { IoCreateSymbolicLink(name, name) }); // ok rust-ntstatus-ignored
}

unsafe extern "C" fn on_process(_: wdk_sys::PEPROCESS, _: wdk_sys::HANDLE, _: wdk_sys::PPS_CREATE_NOTIFY_INFO) {}

pub unsafe fn notify() {
    unsafe {
        PsSetCreateProcessNotifyRoutineEx(Some(on_process), 0); // want rust-ntstatus-ignored "PsSetCreateProcessNotifyRoutineEx"
        PsSetCreateProcessNotifyRoutineEx(Some(on_process), 1); // ok rust-ntstatus-ignored
        PsSetCreateProcessNotifyRoutineEx(Some(on_process), true as u8); // ok rust-ntstatus-ignored
        PsSetCreateProcessNotifyRoutineEx(Some(on_process), wdk_sys::TRUE as _); // ok rust-ntstatus-ignored
    }
}

pub unsafe fn framework(device: wdk_sys::WDFDEVICE, config: &mut wdk_sys::WDF_IO_QUEUE_CONFIG) {
    unsafe {
        call_unsafe_wdf_function_binding!(WdfIoQueueCreate, device, config, core::ptr::null_mut(), core::ptr::null_mut()); // want rust-ntstatus-ignored "WdfIoQueueCreate"
        call_unsafe_wdf_function_binding!(WdfObjectDelete, device.cast()); // ok rust-ntstatus-ignored
    }
    let _ = unsafe { call_unsafe_wdf_function_binding!(WdfDeviceCreateSymbolicLink, device, core::ptr::null()) }; // ok rust-ntstatus-ignored
}

pub unsafe fn answers(name: *mut wdk_sys::UNICODE_STRING, driver: wdk_sys::PDRIVER_OBJECT, id: wdk_sys::HANDLE) -> bool {
    let mut device = core::ptr::null_mut();
    let mut process = core::ptr::null_mut();
    let mut length = 0;
    unsafe {
        IoCreateDevice(driver, 0, name, 0x22, 0, 0, &mut device); // ok rust-ntstatus-ignored
        PsLookupProcessByProcessId(id, &mut process); // want rust-ntstatus-ignored "PsLookupProcessByProcessId"
        ZwQueryInformationProcess(id, 0, core::ptr::null_mut(), 0, &mut length); // ok rust-ntstatus-ignored
        ObfDereferenceObject(process.cast());
    }
    if device.is_null() {
        return false;
    }
    length > 0
}

unsafe extern "C" fn run(_: wdk_sys::PVOID) {}

/// Null and 0 stand in most calls: only a query is asked for a length by them.
pub unsafe fn opened(handle: &mut wdk_sys::HANDLE, object: *mut wdk_sys::PVOID) {
    unsafe {
        PsCreateSystemThread(handle, 0, core::ptr::null_mut(), core::ptr::null_mut(), core::ptr::null_mut(), Some(run), core::ptr::null_mut()); // want rust-ntstatus-ignored "PsCreateSystemThread"
        ObReferenceObjectByHandle(*handle, 0, core::ptr::null_mut(), 0, object, core::ptr::null_mut()); // want rust-ntstatus-ignored "ObReferenceObjectByHandle"
    }
}

fn told(status: &mut NTSTATUS) -> NTSTATUS {
    *status = unsafe { IoCreateSymbolicLink(core::ptr::null_mut(), core::ptr::null_mut()) };
    *status
}

fn start(name: *mut wdk_sys::UNICODE_STRING) -> NTSTATUS {
    let status = unsafe { IoCreateSymbolicLink(name, name) };
    if status < 0 {
        return status;
    }
    STATUS_SUCCESS
}

fn complete(irp: wdk_sys::PIRP, status: NTSTATUS) -> NTSTATUS {
    unsafe { IofCompleteRequest(irp, 0) };
    status
}

fn always() -> NTSTATUS {
    if cfg!(debug_assertions) { STATUS_SUCCESS } else { 0 }
}

pub fn own(irp: wdk_sys::PIRP, name: *mut wdk_sys::UNICODE_STRING) {
    start(name); // want rust-ntstatus-ignored "The NTSTATUS of start is dropped"
    let mut status = 0;
    told(&mut status); // ok rust-ntstatus-ignored
    complete(irp, 0); // ok rust-ntstatus-ignored
    always(); // ok rust-ntstatus-ignored
    drop(start(name)); // ok rust-ntstatus-ignored
}
