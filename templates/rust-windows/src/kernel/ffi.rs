//! The kernel's declarations that the driver needs, as <ntddk.h> and <wdmsec.h> have them for 64 bits: x64 and ARM64 alike.
//! Names and types are those of bindgen, so that the crate wdk-sys could stand here.

#![allow(non_camel_case_types, non_snake_case, clippy::upper_case_acronyms)]

use core::ffi::{c_char, c_void};
use core::mem::{offset_of, size_of};

pub type NTSTATUS = i32;
pub type KIRQL = u8;
pub type KSPIN_LOCK = u64;
pub type SIZE_T = u64;

pub const STATUS_SUCCESS: NTSTATUS = 0;

#[link(name = "ntoskrnl")]
unsafe extern "C" {
    pub fn DbgPrintEx(ComponentId: u32, Level: u32, Format: *const c_char, ...) -> u32;
    pub fn ExAllocatePool2(Flags: u64, NumberOfBytes: SIZE_T, Tag: u32) -> *mut c_void;
    pub fn ExFreePoolWithTag(P: *mut c_void, Tag: u32);
    pub fn IoCreateSymbolicLink(
        SymbolicLinkName: *mut UNICODE_STRING,
        DeviceName: *mut UNICODE_STRING,
    ) -> NTSTATUS;
    pub fn IoDeleteDevice(DeviceObject: *mut DEVICE_OBJECT);
    pub fn IoDeleteSymbolicLink(SymbolicLinkName: *mut UNICODE_STRING) -> NTSTATUS;
    pub fn IofCompleteRequest(Irp: *mut IRP, PriorityBoost: i8);
    pub fn KeAcquireSpinLockRaiseToDpc(SpinLock: *mut KSPIN_LOCK) -> KIRQL;
    pub fn KeBugCheckEx(BugCheckCode: u32, P1: u64, P2: u64, P3: u64, P4: u64) -> !;
    pub fn KeQuerySystemTimePrecise(CurrentTime: *mut LARGE_INTEGER);
    pub fn KeReleaseSpinLock(SpinLock: *mut KSPIN_LOCK, NewIrql: KIRQL);
}

// In wdmsec.lib, which build.rs names: linked statically, no import.
unsafe extern "C" {
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
    unsafe { (*irp).Tail.CurrentStackLocation }
}

/// # Safety
/// The request is there, and the driver's.
pub unsafe fn set_result(irp: *mut IRP, status: NTSTATUS, information: usize) {
    // SAFETY: the caller's.
    unsafe {
        (*irp).IoStatus = IO_STATUS_BLOCK {
            Status: status,
            Information: information as u64,
        }
    };
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct UNICODE_STRING {
    pub Length: u16,
    pub MaximumLength: u16,
    pub Buffer: *mut u16,
}

#[repr(C)]
pub struct GUID {
    pub Data1: u32,
    pub Data2: u16,
    pub Data3: u16,
    pub Data4: [u8; 8],
}

#[repr(C)]
pub union LARGE_INTEGER {
    pub QuadPart: i64,
}

#[repr(C)]
pub struct LIST_ENTRY {
    pub Flink: *mut LIST_ENTRY,
    pub Blink: *mut LIST_ENTRY,
}

#[repr(C)]
pub struct DRIVER_OBJECT {
    pub Type: i16,
    pub Size: i16,
    pub DeviceObject: *mut DEVICE_OBJECT,
    pub Flags: u32,
    pub DriverStart: *mut c_void,
    pub DriverSize: u32,
    pub DriverSection: *mut c_void,
    pub DriverExtension: *mut c_void,
    pub DriverName: UNICODE_STRING,
    pub HardwareDatabase: *mut UNICODE_STRING,
    pub FastIoDispatch: *mut c_void,
    pub DriverInit: *mut c_void,
    pub DriverStartIo: *mut c_void,
    pub DriverUnload: Option<unsafe extern "C" fn(DriverObject: *mut DRIVER_OBJECT)>,
    pub MajorFunction: [Option<
        unsafe extern "C" fn(DeviceObject: *mut DEVICE_OBJECT, Irp: *mut IRP) -> NTSTATUS,
    >; 28],
}

/// As far as drivers look at it; there is more behind it.
#[repr(C)]
pub struct DEVICE_OBJECT {
    pub Type: i16,
    pub Size: u16,
    pub ReferenceCount: i32,
    pub DriverObject: *mut DRIVER_OBJECT,
    pub NextDevice: *mut DEVICE_OBJECT,
    pub AttachedDevice: *mut DEVICE_OBJECT,
    pub CurrentIrp: *mut IRP,
    pub Timer: *mut c_void,
    pub Flags: u32,
    pub Characteristics: u32,
}

#[repr(C)]
pub struct IO_STATUS_BLOCK {
    pub Status: NTSTATUS,
    pub Information: u64,
}

#[repr(C)]
pub struct IRP {
    pub Type: i16,
    pub Size: u16,
    pub MdlAddress: *mut c_void,
    pub Flags: u32,
    pub AssociatedIrp: IRP_ASSOCIATED,
    pub ThreadListEntry: LIST_ENTRY,
    pub IoStatus: IO_STATUS_BLOCK,
    pub RequestorMode: i8,
    pub PendingReturned: u8,
    pub StackCount: i8,
    pub CurrentLocation: i8,
    pub Cancel: u8,
    pub CancelIrql: KIRQL,
    pub ApcEnvironment: i8,
    pub AllocationFlags: u8,
    pub UserIosb: *mut IO_STATUS_BLOCK,
    pub UserEvent: *mut c_void,
    pub Overlay: [*mut c_void; 2],
    pub CancelRoutine: *mut c_void,
    pub UserBuffer: *mut c_void,
    pub Tail: IRP_TAIL,
}

#[repr(C)]
pub union IRP_ASSOCIATED {
    pub MasterIrp: *mut IRP,
    pub IrpCount: i32,
    pub SystemBuffer: *mut c_void,
}

#[repr(C)]
pub struct IRP_TAIL {
    pub DriverContext: [*mut c_void; 4],
    pub Thread: *mut c_void,
    pub AuxiliaryBuffer: *mut c_char,
    pub ListEntry: LIST_ENTRY,
    pub CurrentStackLocation: *mut IO_STACK_LOCATION,
    pub OriginalFileObject: *mut c_void,
    pub IrpExtension: *mut c_void,
}

#[repr(C)]
pub struct IO_STACK_LOCATION {
    pub MajorFunction: u8,
    pub MinorFunction: u8,
    pub Flags: u8,
    pub Control: u8,
    pub Parameters: IO_PARAMETERS,
    pub DeviceObject: *mut DEVICE_OBJECT,
    pub FileObject: *mut c_void,
    pub CompletionRoutine: *mut c_void,
    pub Context: *mut c_void,
}

/// By major function; in C each member but the first of a structure is aligned as a pointer.
#[repr(C)]
#[derive(Clone, Copy)]
pub union IO_PARAMETERS {
    pub Read: IO_TRANSFER,
    pub Write: IO_TRANSFER,
    pub DeviceIoControl: IO_CONTROL,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct IO_TRANSFER {
    pub Length: u32,
    padding: u32,
    pub Key: u32,
    pub ByteOffset: i64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct IO_CONTROL {
    pub OutputBufferLength: u32,
    padding_1: u32,
    pub InputBufferLength: u32,
    padding_2: u32,
    pub IoControlCode: u32,
    pub Type3InputBuffer: *mut c_void,
}

// What would be a crash far from its cause is an error at compile time: offsets as WinDbg's dt shows them.
const _: () = {
    assert!(size_of::<*const ()>() == 8, "drivers for 64 bits alone");
    assert!(size_of::<UNICODE_STRING>() == 0x10);
    assert!(size_of::<GUID>() == 0x10);
    assert!(offset_of!(DRIVER_OBJECT, DriverName) == 0x38);
    assert!(offset_of!(DRIVER_OBJECT, DriverUnload) == 0x68);
    assert!(offset_of!(DRIVER_OBJECT, MajorFunction) == 0x70);
    assert!(size_of::<DRIVER_OBJECT>() == 0x150);
    assert!(offset_of!(DEVICE_OBJECT, Flags) == 0x30);
    assert!(offset_of!(IRP, AssociatedIrp) == 0x18);
    assert!(offset_of!(IRP, IoStatus) == 0x30);
    assert!(offset_of!(IRP, CancelRoutine) == 0x68);
    assert!(offset_of!(IRP, Tail) == 0x78);
    assert!(offset_of!(IRP, Tail.CurrentStackLocation) == 0xB8);
    assert!(size_of::<IRP>() == 0xD0);
    assert!(offset_of!(IO_STACK_LOCATION, Parameters) == 0x08);
    assert!(offset_of!(IO_STACK_LOCATION, DeviceObject) == 0x28);
    assert!(size_of::<IO_STACK_LOCATION>() == 0x48);
    assert!(offset_of!(IO_CONTROL, InputBufferLength) == 0x08);
    assert!(offset_of!(IO_CONTROL, IoControlCode) == 0x10);
    assert!(offset_of!(IO_CONTROL, Type3InputBuffer) == 0x18);
};

/// What the linker of Microsoft's toolchain misses where no C runtime is: the compiled `core` names it, and never gets there.
#[cfg(target_env = "msvc")]
mod runtime {
    // SAFETY: nothing else in the image has this name. It stands for "floating point is used", and is never read.
    #[unsafe(no_mangle)]
    static _fltused: i32 = 0;

    // SAFETY: nothing else in the image has this name. With panic = "abort" no exception is ever handled.
    #[unsafe(no_mangle)]
    extern "C" fn __CxxFrameHandler3() -> i32 {
        1 // ExceptionContinueSearch
    }
}
