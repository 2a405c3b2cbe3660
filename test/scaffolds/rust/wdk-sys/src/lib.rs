//! Stands for the crate of windows-drivers-rs, which is made of the kit's headers by bindgen: names and types as bindgen has
//! them, as far as the template `rust-windows`, the snippets and the rules' examples look at them.

#![no_std]
#![allow(
    non_camel_case_types,
    non_snake_case,
    non_upper_case_globals,
    clippy::upper_case_acronyms
)]

use core::ffi::{c_char, c_longlong, c_short, c_uchar, c_ulonglong, c_ushort, c_void};

pub type CHAR = c_char;
pub type CCHAR = c_char;
pub type UCHAR = c_uchar;
pub type BOOLEAN = UCHAR;
pub type CSHORT = c_short;
pub type USHORT = c_ushort;
// Of Windows, wherever they are checked.
pub type LONG = i32;
pub type ULONG = u32;
pub type LONGLONG = c_longlong;
pub type ULONG64 = c_ulonglong;
pub type ULONG_PTR = c_ulonglong;
pub type SIZE_T = ULONG_PTR;
pub type NTSTATUS = LONG;
pub type KIRQL = UCHAR;
pub type KSPIN_LOCK = ULONG_PTR;
pub type PKSPIN_LOCK = *mut KSPIN_LOCK;
pub type POOL_FLAGS = ULONG64;
pub type WCHAR = u16;
pub type PWCH = *mut WCHAR;
pub type PVOID = *mut c_void;
pub type PCSTR = *const CHAR;
pub type PUNICODE_STRING = *mut UNICODE_STRING;
pub type PCUNICODE_STRING = *const UNICODE_STRING;
pub type PLARGE_INTEGER = *mut LARGE_INTEGER;
pub type PDRIVER_OBJECT = *mut DRIVER_OBJECT;
pub type PDEVICE_OBJECT = *mut DEVICE_OBJECT;
pub type PIRP = *mut IRP;
pub type PIO_STACK_LOCATION = *mut IO_STACK_LOCATION;

pub type KPROCESSOR_MODE = CCHAR;
pub type ACCESS_MASK = ULONG;
pub type LONG_PTR = c_longlong;
pub type HANDLE = *mut c_void;
pub type PHANDLE = *mut HANDLE;
pub type POBJECT_TYPE = *mut _OBJECT_TYPE;
pub type PIO_WORKITEM = *mut _IO_WORKITEM;
pub type PKDPC = *mut KDPC;
pub type PRKDPC = PKDPC;
pub type PKTIMER = *mut KTIMER;
pub type PRKEVENT = *mut KEVENT;

pub const STATUS_SUCCESS: NTSTATUS = 0;
pub const STATUS_TIMEOUT: NTSTATUS = 258;
pub const STATUS_BUFFER_TOO_SMALL: NTSTATUS = -1073741789;
pub const STATUS_INSUFFICIENT_RESOURCES: NTSTATUS = -1073741670;
pub const STATUS_INVALID_DEVICE_REQUEST: NTSTATUS = -1073741808;
pub const STATUS_INVALID_PARAMETER: NTSTATUS = -1073741811;
pub const STATUS_NOT_SUPPORTED: NTSTATUS = -1073741637;
pub const POOL_FLAG_CACHE_ALIGNED: POOL_FLAGS = 0x8;
pub const POOL_FLAG_NON_PAGED: POOL_FLAGS = 0x40;
pub const POOL_FLAG_NON_PAGED_EXECUTE: POOL_FLAGS = 0x80;
pub const POOL_FLAG_PAGED: POOL_FLAGS = 0x100;
pub const IRP_MJ_CREATE: u32 = 0;
pub const IRP_MJ_CLOSE: u32 = 2;
pub const IRP_MJ_READ: u32 = 3;
pub const IRP_MJ_WRITE: u32 = 4;
pub const IRP_MJ_DEVICE_CONTROL: u32 = 14;
pub const IRP_MJ_CLEANUP: u32 = 18;
pub const METHOD_BUFFERED: u32 = 0;
pub const METHOD_IN_DIRECT: u32 = 1;
pub const METHOD_OUT_DIRECT: u32 = 2;
pub const METHOD_NEITHER: u32 = 3;
pub const FILE_ANY_ACCESS: u32 = 0;
pub const FILE_READ_ACCESS: u32 = 1;
pub const FILE_WRITE_ACCESS: u32 = 2;
pub const OBJ_KERNEL_HANDLE: u32 = 512;
pub const THREAD_ALL_ACCESS: u32 = 0x1FFFFF;

pub mod _POOL_TYPE {
    pub type Type = core::ffi::c_int;
    pub const NonPagedPool: Type = 0;
    pub const NonPagedPoolExecute: Type = 0;
    pub const PagedPool: Type = 1;
    pub const PagedPoolCacheAligned: Type = 5;
    pub const NonPagedPoolNx: Type = 512;
}
pub use self::_POOL_TYPE::Type as POOL_TYPE;

pub mod _EVENT_TYPE {
    pub type Type = core::ffi::c_int;
    pub const NotificationEvent: Type = 0;
    pub const SynchronizationEvent: Type = 1;
}
pub use self::_EVENT_TYPE::Type as EVENT_TYPE;

pub mod _TIMER_TYPE {
    pub type Type = core::ffi::c_int;
    pub const NotificationTimer: Type = 0;
    pub const SynchronizationTimer: Type = 1;
}
pub use self::_TIMER_TYPE::Type as TIMER_TYPE;

pub mod _KWAIT_REASON {
    pub type Type = core::ffi::c_int;
    pub const Executive: Type = 0;
}
pub use self::_KWAIT_REASON::Type as KWAIT_REASON;

pub mod _MODE {
    pub type Type = core::ffi::c_int;
    pub const KernelMode: Type = 0;
    pub const UserMode: Type = 1;
}

pub mod _WORK_QUEUE_TYPE {
    pub type Type = core::ffi::c_int;
    pub const DelayedWorkQueue: Type = 1;
}
pub use self::_WORK_QUEUE_TYPE::Type as WORK_QUEUE_TYPE;

pub mod ntddk {
    use super::*;

    unsafe extern "C" {
        pub fn DbgPrintEx(ComponentId: ULONG, Level: ULONG, Format: PCSTR, ...) -> ULONG;
        pub fn ExAllocatePool2(Flags: POOL_FLAGS, NumberOfBytes: SIZE_T, Tag: ULONG) -> PVOID;
        pub fn ExAllocatePoolWithTag(
            PoolType: POOL_TYPE,
            NumberOfBytes: SIZE_T,
            Tag: ULONG,
        ) -> PVOID;
        pub fn ExFreePool(P: PVOID);
        pub fn ExFreePoolWithTag(P: PVOID, Tag: ULONG);
        pub fn IoCreateSymbolicLink(
            SymbolicLinkName: PUNICODE_STRING,
            DeviceName: PUNICODE_STRING,
        ) -> NTSTATUS;
        pub fn IoDeleteDevice(DeviceObject: PDEVICE_OBJECT);
        pub fn IoDeleteSymbolicLink(SymbolicLinkName: PUNICODE_STRING) -> NTSTATUS;
        pub fn IofCompleteRequest(Irp: PIRP, PriorityBoost: CCHAR);
        pub fn KeAcquireSpinLockRaiseToDpc(SpinLock: PKSPIN_LOCK) -> KIRQL;
        pub fn KeBugCheckEx(
            BugCheckCode: ULONG,
            BugCheckParameter1: ULONG_PTR,
            BugCheckParameter2: ULONG_PTR,
            BugCheckParameter3: ULONG_PTR,
            BugCheckParameter4: ULONG_PTR,
        );
        pub fn KeInitializeEvent(Event: PRKEVENT, Type: EVENT_TYPE, State: BOOLEAN);
        pub fn KeSetEvent(Event: PRKEVENT, Increment: LONG, Wait: BOOLEAN) -> LONG;
        pub fn KeWaitForSingleObject(
            Object: PVOID,
            WaitReason: KWAIT_REASON,
            WaitMode: KPROCESSOR_MODE,
            Alertable: BOOLEAN,
            Timeout: PLARGE_INTEGER,
        ) -> NTSTATUS;
        pub fn KeInitializeDpc(
            Dpc: PRKDPC,
            DeferredRoutine: PKDEFERRED_ROUTINE,
            DeferredContext: PVOID,
        );
        pub fn KeInsertQueueDpc(
            Dpc: PRKDPC,
            SystemArgument1: PVOID,
            SystemArgument2: PVOID,
        ) -> BOOLEAN;
        pub fn KeRemoveQueueDpc(Dpc: PRKDPC) -> BOOLEAN;
        pub fn KeFlushQueuedDpcs();
        pub fn KeInitializeTimerEx(Timer: PKTIMER, Type: TIMER_TYPE);
        pub fn KeSetTimerEx(
            Timer: PKTIMER,
            DueTime: LARGE_INTEGER,
            Period: LONG,
            Dpc: PKDPC,
        ) -> BOOLEAN;
        pub fn KeCancelTimer(Timer: PKTIMER) -> BOOLEAN;
        pub fn IoAllocateWorkItem(DeviceObject: PDEVICE_OBJECT) -> PIO_WORKITEM;
        pub fn IoFreeWorkItem(IoWorkItem: PIO_WORKITEM);
        pub fn IoQueueWorkItem(
            IoWorkItem: PIO_WORKITEM,
            WorkerRoutine: PIO_WORKITEM_ROUTINE,
            QueueType: WORK_QUEUE_TYPE,
            Context: PVOID,
        );
        pub fn PsCreateSystemThread(
            ThreadHandle: PHANDLE,
            DesiredAccess: ULONG,
            ObjectAttributes: *mut OBJECT_ATTRIBUTES,
            ProcessHandle: HANDLE,
            ClientId: *mut c_void,
            StartRoutine: PKSTART_ROUTINE,
            StartContext: PVOID,
        ) -> NTSTATUS;
        pub fn ObReferenceObjectByHandle(
            Handle: HANDLE,
            DesiredAccess: ACCESS_MASK,
            ObjectType: POBJECT_TYPE,
            AccessMode: KPROCESSOR_MODE,
            Object: *mut PVOID,
            HandleInformation: *mut c_void,
        ) -> NTSTATUS;
        pub fn ObfDereferenceObject(Object: PVOID) -> LONG_PTR;
        pub fn ZwClose(Handle: HANDLE) -> NTSTATUS;
        pub fn ZwReadFile(
            FileHandle: HANDLE,
            Event: HANDLE,
            ApcRoutine: PIO_APC_ROUTINE,
            ApcContext: PVOID,
            IoStatusBlock: *mut IO_STATUS_BLOCK,
            Buffer: PVOID,
            Length: ULONG,
            ByteOffset: PLARGE_INTEGER,
            Key: *mut ULONG,
        ) -> NTSTATUS;
        pub fn KeQuerySystemTimePrecise(CurrentTime: PLARGE_INTEGER);
        pub fn KeReleaseSpinLock(SpinLock: PKSPIN_LOCK, NewIrql: KIRQL);
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _UNICODE_STRING {
    pub Length: USHORT,
    pub MaximumLength: USHORT,
    pub Buffer: PWCH,
}
pub type UNICODE_STRING = _UNICODE_STRING;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _GUID {
    pub Data1: u32,
    pub Data2: c_ushort,
    pub Data3: c_ushort,
    pub Data4: [c_uchar; 8],
}
pub type GUID = _GUID;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _LARGE_INTEGER__bindgen_ty_1 {
    pub LowPart: ULONG,
    pub HighPart: LONG,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union _LARGE_INTEGER {
    pub __bindgen_anon_1: _LARGE_INTEGER__bindgen_ty_1,
    pub u: _LARGE_INTEGER__bindgen_ty_1,
    pub QuadPart: LONGLONG,
}
pub type LARGE_INTEGER = _LARGE_INTEGER;

pub type DRIVER_UNLOAD = Option<unsafe extern "C" fn(DriverObject: *mut _DRIVER_OBJECT)>;
pub type PDRIVER_UNLOAD = DRIVER_UNLOAD;
pub type PDRIVER_DISPATCH =
    Option<unsafe extern "C" fn(DeviceObject: *mut _DEVICE_OBJECT, Irp: *mut _IRP) -> NTSTATUS>;

#[repr(C)]
pub struct _DRIVER_OBJECT {
    pub Type: CSHORT,
    pub Size: CSHORT,
    pub DeviceObject: PDEVICE_OBJECT,
    pub DriverUnload: PDRIVER_UNLOAD,
    pub MajorFunction: [PDRIVER_DISPATCH; 28],
}
pub type DRIVER_OBJECT = _DRIVER_OBJECT;

#[repr(C)]
pub struct _DEVICE_OBJECT {
    pub Type: CSHORT,
    pub Size: USHORT,
    pub Flags: ULONG,
}
pub type DEVICE_OBJECT = _DEVICE_OBJECT;

#[repr(C)]
#[derive(Clone, Copy)]
pub union _IO_STATUS_BLOCK__bindgen_ty_1 {
    pub Status: NTSTATUS,
    pub Pointer: PVOID,
}

#[repr(C)]
pub struct _IO_STATUS_BLOCK {
    pub __bindgen_anon_1: _IO_STATUS_BLOCK__bindgen_ty_1,
    pub Information: ULONG_PTR,
}
pub type IO_STATUS_BLOCK = _IO_STATUS_BLOCK;

#[repr(C)]
pub struct _IRP {
    pub AssociatedIrp: _IRP__bindgen_ty_1,
    pub IoStatus: IO_STATUS_BLOCK,
    pub Tail: _IRP__bindgen_ty_3,
}
pub type IRP = _IRP;

#[repr(C)]
#[derive(Clone, Copy)]
pub union _IRP__bindgen_ty_1 {
    pub MasterIrp: *mut _IRP,
    pub IrpCount: LONG,
    pub SystemBuffer: PVOID,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union _IRP__bindgen_ty_3 {
    pub Overlay: _IRP__bindgen_ty_3__bindgen_ty_1,
    pub CompletionKey: PVOID,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _IRP__bindgen_ty_3__bindgen_ty_1 {
    pub __bindgen_anon_2: _IRP__bindgen_ty_3__bindgen_ty_1__bindgen_ty_2,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _IRP__bindgen_ty_3__bindgen_ty_1__bindgen_ty_2 {
    pub __bindgen_anon_1: _IRP__bindgen_ty_3__bindgen_ty_1__bindgen_ty_2__bindgen_ty_1,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union _IRP__bindgen_ty_3__bindgen_ty_1__bindgen_ty_2__bindgen_ty_1 {
    pub CurrentStackLocation: PIO_STACK_LOCATION,
    pub PacketType: ULONG,
}

#[repr(C)]
pub struct _IO_STACK_LOCATION {
    pub MajorFunction: UCHAR,
    pub MinorFunction: UCHAR,
    pub Parameters: _IO_STACK_LOCATION__bindgen_ty_1,
}
pub type IO_STACK_LOCATION = _IO_STACK_LOCATION;

#[repr(C)]
#[derive(Clone, Copy)]
pub union _IO_STACK_LOCATION__bindgen_ty_1 {
    pub Read: _IO_STACK_LOCATION__bindgen_ty_1__bindgen_ty_1,
    pub Write: _IO_STACK_LOCATION__bindgen_ty_1__bindgen_ty_1,
    pub DeviceIoControl: _IO_STACK_LOCATION__bindgen_ty_1__bindgen_ty_2,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _IO_STACK_LOCATION__bindgen_ty_1__bindgen_ty_1 {
    pub Length: ULONG,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _IO_STACK_LOCATION__bindgen_ty_1__bindgen_ty_2 {
    pub OutputBufferLength: ULONG,
    pub __bindgen_padding_0: u32,
    pub InputBufferLength: ULONG,
    pub __bindgen_padding_1: u32,
    pub IoControlCode: ULONG,
    pub Type3InputBuffer: PVOID,
}

pub type PKDEFERRED_ROUTINE = Option<
    unsafe extern "C" fn(
        Dpc: *mut _KDPC,
        DeferredContext: PVOID,
        SystemArgument1: PVOID,
        SystemArgument2: PVOID,
    ),
>;
pub type PIO_WORKITEM_ROUTINE =
    Option<unsafe extern "C" fn(DeviceObject: PDEVICE_OBJECT, Context: PVOID)>;
pub type PIO_APC_ROUTINE = Option<
    unsafe extern "C" fn(ApcContext: PVOID, IoStatusBlock: *mut IO_STATUS_BLOCK, Reserved: ULONG),
>;
pub type PKSTART_ROUTINE = Option<unsafe extern "C" fn(StartContext: PVOID)>;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _LIST_ENTRY {
    pub Flink: *mut _LIST_ENTRY,
    pub Blink: *mut _LIST_ENTRY,
}
pub type LIST_ENTRY = _LIST_ENTRY;

#[repr(C)]
pub struct _KDPC {
    pub DpcData: PVOID,
}
pub type KDPC = _KDPC;

#[repr(C)]
pub struct _KTIMER {
    pub Dpc: *mut _KDPC,
}
pub type KTIMER = _KTIMER;

#[repr(C)]
pub struct _KEVENT {
    pub Header: [u64; 3],
}
pub type KEVENT = _KEVENT;

#[repr(C)]
pub struct _OBJECT_ATTRIBUTES {
    pub Length: ULONG,
    pub RootDirectory: HANDLE,
    pub ObjectName: PUNICODE_STRING,
    pub Attributes: ULONG,
    pub SecurityDescriptor: PVOID,
    pub SecurityQualityOfService: PVOID,
}
pub type OBJECT_ATTRIBUTES = _OBJECT_ATTRIBUTES;

#[repr(C)]
pub struct _OBJECT_TYPE {
    _unused: [u8; 0],
}

#[repr(C)]
pub struct _IO_WORKITEM {
    _unused: [u8; 0],
}
