//! Between a lock's acquisition and its release, and between raising the IRQL and lowering it.
#![no_std]

use wdk_sys::ntddk::*;
use wdk_sys::{call_unsafe_wdf_function_binding, KLOCK_QUEUE_HANDLE, KSPIN_LOCK, WDFSPINLOCK};

pub unsafe fn spin(lock: *mut KSPIN_LOCK, value: Option<u32>, early: bool) -> u32 {
    let before = value.unwrap(); // ok rust-panic-at-raised-irql
    let irql = unsafe { KeAcquireSpinLockRaiseToDpc(lock) };
    let inside = value.unwrap(); // want rust-panic-at-raised-irql "unwrap may panic at DISPATCH_LEVEL or above"
    if early {
        unsafe { KeReleaseSpinLock(lock, irql) };
        return value.unwrap(); // ok rust-panic-at-raised-irql
    }
    let still = value.expect("a value"); // want rust-panic-at-raised-irql "expect may panic"
    unsafe { KeReleaseSpinLock(lock, irql) };
    before + inside + still + value.unwrap() // ok rust-panic-at-raised-irql
}

pub unsafe fn queued(lock: *mut KSPIN_LOCK, values: &[u32], at: usize) -> u32 {
    let mut handle = KLOCK_QUEUE_HANDLE::default();
    unsafe { KeAcquireInStackQueuedSpinLock(lock, &mut handle) };
    let value = values[at]; // want rust-panic-at-raised-irql "An index that is out of range panics"
    unsafe { KeReleaseInStackQueuedSpinLock(&mut handle) };
    value + values[at] // ok rust-panic-at-raised-irql
}

pub unsafe fn framework(lock: WDFSPINLOCK, value: Option<u32>) -> u32 {
    unsafe { call_unsafe_wdf_function_binding!(WdfSpinLockAcquire, lock) };
    let value = value.unwrap(); // want rust-panic-at-raised-irql "unwrap may panic"
    unsafe { call_unsafe_wdf_function_binding!(WdfSpinLockRelease, lock) };
    Some(value).unwrap() // ok rust-panic-at-raised-irql
}

pub unsafe fn raised(value: Option<u32>) {
    let mut old = 0;
    unsafe { KfRaiseIrql(wdk_sys::DISPATCH_LEVEL as u8) };
    let _ = value.unwrap(); // want rust-panic-at-raised-irql "unwrap may panic"
    unsafe { KeLowerIrql(old) };
    old = value.unwrap() as u8; // ok rust-panic-at-raised-irql
    unsafe { KfRaiseIrql(wdk_sys::APC_LEVEL as u8) };
    let _ = value.unwrap(); // ok rust-panic-at-raised-irql
    unsafe { KeLowerIrql(old) };
}

pub unsafe fn sometimes(lock: *mut KSPIN_LOCK, value: Option<u32>, locks: bool) -> u32 {
    let mut irql = 0;
    if locks {
        irql = unsafe { KeAcquireSpinLockRaiseToDpc(lock) };
    }
    let value = value.unwrap(); // ok rust-panic-at-raised-irql
    if locks {
        unsafe { KeReleaseSpinLock(lock, irql) };
    }
    value
}
