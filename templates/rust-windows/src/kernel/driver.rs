//! What a driver is, a value from its load to its unload, and how the kernel comes to call it.

use core::cell::UnsafeCell;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicBool, Ordering};

use super::eprintln;
use super::error::{Error, Result};
use super::ffi::{self, DEVICE_OBJECT, DRIVER_OBJECT, IRP, NTSTATUS, UNICODE_STRING};
use super::request::{Buffer, Done, Kind, Output, Request};
use super::string::UnicodeStr;

/// Implemented by the type that `driver!` names. Requests come at the same time, from any thread, mostly at
/// PASSIVE_LEVEL; each is completed when the method returns. Dropped at unload, when no request is on its way.
pub trait Driver: Send + Sync + Sized + 'static {
    /// At load. Where it fails, what it has made is dropped and the driver does not stay.
    fn init(driver: &mut DriverObject<'_>, registry_path: UnicodeStr<'_>) -> Result<Self>;

    /// Somebody opens the device.
    fn create(&self) -> Result<()> {
        Ok(())
    }

    /// The last handle to an opened device was closed.
    fn cleanup(&self) {}

    /// Nothing refers to the opened device any more.
    fn close(&self) {}

    fn read<'a>(&self, _output: Output<'a>) -> Result<Output<'a>> {
        Err(Error::INVALID_DEVICE_REQUEST)
    }

    /// All of `input` or nothing is taken.
    fn write(&self, _input: &[u8]) -> Result<()> {
        Err(Error::INVALID_DEVICE_REQUEST)
    }

    /// An IOCTL whose code says METHOD_BUFFERED.
    fn control<'a>(&self, _code: u32, _buffer: Buffer<'a>) -> Result<Output<'a>> {
        Err(Error::INVALID_DEVICE_REQUEST)
    }
}

/// The kernel's object for this driver, while it is loaded.
pub struct DriverObject<'a> {
    raw: NonNull<DRIVER_OBJECT>,
    entry: PhantomData<&'a mut DRIVER_OBJECT>,
}

impl DriverObject<'_> {
    pub fn as_raw(&mut self) -> *mut DRIVER_OBJECT {
        self.raw.as_ptr()
    }
}

/// Makes DriverEntry, the unload routine and the dispatch routine of the crate's one driver, and the place that it lives in.
macro_rules! driver {
    ($driver:ty) => {
        #[allow(unsafe_code)]
        const _: () = {
            use $crate::kernel::driver::Module;
            use $crate::kernel::ffi::{
                DEVICE_OBJECT, DRIVER_OBJECT, IRP, NTSTATUS, UNICODE_STRING,
            };

            static MODULE: Module<$driver> = Module::empty();

            // SAFETY: nothing else in the image has this name, by which the linker finds the entry.
            #[unsafe(no_mangle)]
            #[allow(non_snake_case)]
            unsafe extern "system" fn DriverEntry(
                driver: *mut DRIVER_OBJECT,
                registry_path: *const UNICODE_STRING,
            ) -> NTSTATUS {
                // SAFETY: the kernel calls this once after it has mapped the image, with arguments that it has made.
                unsafe { MODULE.load(driver, registry_path, unload, dispatch) }
            }

            unsafe extern "C" fn unload(_driver: *mut DRIVER_OBJECT) {
                // SAFETY: the kernel unloads a driver once, when nobody has one of its devices open.
                unsafe { MODULE.unload() }
            }

            unsafe extern "C" fn dispatch(device: *mut DEVICE_OBJECT, irp: *mut IRP) -> NTSTATUS {
                // SAFETY: the I/O manager gives the driver a request for one of its devices.
                unsafe { MODULE.dispatch(device, irp) }
            }
        };
    };
}

pub(crate) use driver;

/// Where the driver lives: a static that is empty before its load and after its unload.
pub struct Module<D> {
    loaded: AtomicBool,
    value: UnsafeCell<MaybeUninit<D>>,
}

// SAFETY: the value is written before `loaded` is set and dropped after it was taken back. In between there are shared
// references alone, from any thread, which D allows; it may be dropped by another thread than the one that made it.
unsafe impl<D: Send + Sync> Sync for Module<D> {}

/// As bindgen's declarations have callbacks: on 64-bit Windows "C" and "system" are the same.
type Unload = unsafe extern "C" fn(*mut DRIVER_OBJECT);
type Dispatch = unsafe extern "C" fn(*mut DEVICE_OBJECT, *mut IRP) -> NTSTATUS;

impl<D: Driver> Module<D> {
    pub const fn empty() -> Self {
        Self {
            loaded: AtomicBool::new(false),
            value: UnsafeCell::new(MaybeUninit::uninit()),
        }
    }

    /// # Safety
    /// Called by DriverEntry, once, with its arguments; the routines call the methods of this module that are named so.
    pub unsafe fn load(
        &self,
        driver: *mut DRIVER_OBJECT,
        registry_path: *const UNICODE_STRING,
        unload: Unload,
        dispatch: Dispatch,
    ) -> NTSTATUS {
        let Some(raw) = NonNull::new(driver) else {
            return Error::INVALID_PARAMETER.status();
        };
        // SAFETY: the kernel keeps the string until DriverEntry returns.
        let registry_path = unsafe { UnicodeStr::from_raw(registry_path) };
        let value = match D::init(
            &mut DriverObject {
                raw,
                entry: PhantomData,
            },
            registry_path,
        ) {
            Ok(value) => value,
            Err(error) => {
                eprintln!("newdriver: not loaded, status {error}");
                return error.status();
            }
        };
        // SAFETY: `loaded` is not set yet, so nobody has a reference.
        unsafe { (*self.value.get()).write(value) };
        self.loaded.store(true, Ordering::Release);
        // SAFETY: the object is this driver's, and nobody else changes it while DriverEntry runs.
        unsafe {
            (*driver).DriverUnload = Some(unload);
            for kind in Kind::SERVED {
                (*driver).MajorFunction[kind as usize] = Some(dispatch);
            }
        }
        ffi::STATUS_SUCCESS
    }

    /// # Safety
    /// Called by the driver's unload routine.
    pub unsafe fn unload(&self) {
        if self.loaded.swap(false, Ordering::Acquire) {
            // SAFETY: the value is there, and no request is on its way that would have a reference.
            unsafe { (*self.value.get()).assume_init_drop() };
        }
    }

    /// # Safety
    /// Called by the driver's dispatch routine with its arguments.
    pub unsafe fn dispatch(&self, device: *mut DEVICE_OBJECT, irp: *mut IRP) -> NTSTATUS {
        // SAFETY: the I/O manager's request is the driver's until it is completed, which `Request` does once.
        let mut request = unsafe { Request::new(device, irp) };
        let result = match self.get() {
            Some(driver) => serve(driver, &mut request),
            // The device is opened for nobody before DriverEntry has returned.
            None => Err(Error::DEVICE_NOT_READY),
        };
        request.complete(result)
    }

    fn get(&self) -> Option<&D> {
        if !self.loaded.load(Ordering::Acquire) {
            return None;
        }
        // SAFETY: the value was written before `loaded` was set; it is dropped when no request is on its way.
        Some(unsafe { (*self.value.get()).assume_init_ref() })
    }
}

/// From a request to the method that it is for.
fn serve<D: Driver>(driver: &D, request: &mut Request) -> Result<Done> {
    match request.kind() {
        Some(Kind::Create) => driver.create().map(|()| Done::NOTHING),
        Some(Kind::Cleanup) => {
            driver.cleanup();
            Ok(Done::NOTHING)
        }
        Some(Kind::Close) => {
            driver.close();
            Ok(Done::NOTHING)
        }
        Some(Kind::Read) => driver
            .read(request.buffer()?.into_output())
            .map(Output::done),
        Some(Kind::Write) => {
            let buffer = request.buffer()?;
            driver
                .write(buffer.input())
                .map(|()| Done::of_bytes(buffer.input().len()))
        }
        Some(Kind::Control) => {
            let code = request.control_code();
            driver.control(code, request.buffer()?).map(Output::done)
        }
        None => Err(Error::INVALID_DEVICE_REQUEST),
    }
}
