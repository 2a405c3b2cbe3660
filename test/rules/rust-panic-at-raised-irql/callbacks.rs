//! Routines that the kernel calls at DISPATCH_LEVEL and above, and what only they call.
#![no_std]

use core::ffi::c_void;

use wdk_sys::ntddk::*;
use wdk_sys::{call_unsafe_wdf_function_binding, KDPC, PVOID, WDFINTERRUPT, WDFTIMER, WDF_INTERRUPT_CONFIG, WDF_TIMER_CONFIG};

static mut SAMPLES: [u32; 16] = [0; 16];

pub unsafe fn register(dpc: *mut KDPC, device: wdk_sys::PDEVICE_OBJECT) {
    unsafe {
        KeInitializeDpc(dpc, Some(on_dpc), core::ptr::null_mut());
        let _ = IoInitializeTimer(device, Some(on_second), core::ptr::null_mut());
        KeInitializeThreadedDpc(dpc, Some(on_threaded), core::ptr::null_mut());
    }
    let mut config = WDF_TIMER_CONFIG { EvtTimerFunc: Some(on_timer), ..Default::default() };
    let mut interrupt = WDF_INTERRUPT_CONFIG::default();
    interrupt.EvtInterruptIsr = Some(on_interrupt);
    let _ = unsafe { call_unsafe_wdf_function_binding!(WdfTimerCreate, &mut config) };
    let _ = lower(Some(1)).unwrap(); // ok rust-panic-at-raised-irql
}

unsafe extern "C" fn on_dpc(_: *mut KDPC, context: PVOID, _: PVOID, _: PVOID) {
    let value = unsafe { context.cast::<u32>().as_ref() }.expect("a context"); // want rust-panic-at-raised-irql "expect may panic at DISPATCH_LEVEL or above"
    let index = *value as usize;
    unsafe { SAMPLES[index] = read(*value) }; // want rust-panic-at-raised-irql "An index that is out of range panics"
    unsafe { SAMPLES[3] = 1 }; // ok rust-panic-at-raised-irql
    unsafe { SAMPLES[index % 16] = 1 }; // ok rust-panic-at-raised-irql
    for at in 0..16 {
        unsafe { SAMPLES[at] = 0 }; // ok rust-panic-at-raised-irql
    }
    let later = move || Some(index).unwrap(); // ok rust-panic-at-raised-irql
    let _ = later;
}

fn read(value: u32) -> u32 {
    if value == 0 {
        unreachable!("nothing to read"); // want rust-panic-at-raised-irql "unreachable! panics at DISPATCH_LEVEL or above"
    }
    deeper(Some(value))
}

fn deeper(value: Option<u32>) -> u32 {
    listed(value);
    nested(value);
    assert!(value.is_some()); // ok rust-panic-at-raised-irql
    lower(value).unwrap() // want rust-panic-at-raised-irql "unwrap may panic"
}

/// Called at every level.
fn lower(value: Option<u32>) -> Option<u32> {
    Some(value.unwrap()) // ok rust-panic-at-raised-irql
}

static ROUTINES: [fn(Option<u32>); 1] = [listed];

/// Called through the table too.
fn listed(value: Option<u32>) {
    let _ = value.unwrap(); // ok rust-panic-at-raised-irql
}

fn nested(value: Option<u32>) {
    let _ = value.unwrap(); // ok rust-panic-at-raised-irql
}

pub fn at_any_level(value: Option<u32>) {
    fn inner(value: Option<u32>) {
        nested(value);
    }
    inner(value);
    ROUTINES[0](value);
}

unsafe extern "C" fn on_second(_: wdk_sys::PDEVICE_OBJECT, context: PVOID) {
    let _ = Some(context).unwrap(); // want rust-panic-at-raised-irql "unwrap may panic"
}

unsafe extern "C" fn on_threaded(_: *const c_void, context: PVOID) {
    let _ = Some(context).unwrap(); // ok rust-panic-at-raised-irql
}

unsafe extern "C" fn on_timer(timer: WDFTIMER) {
    let _ = Some(timer).unwrap(); // want rust-panic-at-raised-irql "unwrap may panic"
}

unsafe extern "C" fn on_interrupt(interrupt: WDFINTERRUPT, _message: u32) -> u8 {
    let _ = Some(interrupt).unwrap(); // want rust-panic-at-raised-irql "unwrap may panic"
    0
}

/// Nobody registers it here, but only a DPC is called with these.
extern "C" fn elsewhere(_: wdk_sys::PKDPC, context: PVOID, _: PVOID, _: PVOID) {
    let _ = Some(context).unwrap(); // want rust-panic-at-raised-irql "unwrap may panic"
}
