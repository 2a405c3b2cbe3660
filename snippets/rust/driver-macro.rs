// prefix: kd-driver-macro
// title: Driver as a value
// topic: Entry and devices
// needs: driver-macro
// description: A trait for what a driver is from its load to its unload, and a macro that makes
//     DriverEntry, unload and its place

/// Made at load, dropped at unload.
pub trait Driver: Send + Sync + Sized + 'static {
    /// # Errors
    /// The NTSTATUS with which the load fails.
    fn init(driver: &mut DRIVER_OBJECT, registry_path: &UNICODE_STRING) -> Result<Self, NTSTATUS>;
}

/// A static that is empty before the load and after the unload.
pub struct Module<D> {
    loaded: core::sync::atomic::AtomicBool,
    value: core::cell::UnsafeCell<core::mem::MaybeUninit<D>>,
}

// SAFETY: the value is written before `loaded` is set, and dropped after it was taken back.
unsafe impl<D: Send + Sync> Sync for Module<D> {}

impl<D: Driver> Module<D> {
    pub const fn empty() -> Self {
        Self {
            loaded: core::sync::atomic::AtomicBool::new(false),
            value: core::cell::UnsafeCell::new(core::mem::MaybeUninit::uninit()),
        }
    }

    /// The driver, for its dispatch routines.
    pub fn get(&self) -> Option<&D> {
        if !self.loaded.load(core::sync::atomic::Ordering::Acquire) {
            return None;
        }
        // SAFETY: it was written before, and is dropped when no request is on its way.
        Some(unsafe { (*self.value.get()).assume_init_ref() })
    }

    /// # Safety
    /// Called by DriverEntry, once.
    pub unsafe fn load(&self, value: D) {
        // SAFETY: nobody has a reference to what is not there yet.
        unsafe { (*self.value.get()).write(value) };
        self.loaded
            .store(true, core::sync::atomic::Ordering::Release);
    }

    /// # Safety
    /// Called by the unload routine, when nobody uses what `get` gave.
    pub unsafe fn unload(&self) {
        if self
            .loaded
            .swap(false, core::sync::atomic::Ordering::Acquire)
        {
            // SAFETY: the value is there, and the caller says that nobody has a reference.
            unsafe { (*self.value.get()).assume_init_drop() };
        }
    }
}

macro_rules! driver {
    ($driver:ty) => {
        static MODULE: Module<$driver> = Module::empty();

        // SAFETY: nothing else in the image has this name, by which the linker finds the entry.
        #[unsafe(no_mangle)]
        #[allow(non_snake_case)]
        pub unsafe extern "system" fn DriverEntry(
            driver: *mut DRIVER_OBJECT,
            registry_path: *const UNICODE_STRING,
        ) -> NTSTATUS {
            // SAFETY: the arguments are valid until this returns, and nobody else has them.
            match <$driver as Driver>::init(unsafe { &mut *driver }, unsafe { &*registry_path }) {
                Ok(value) => {
                    // SAFETY: this is DriverEntry, and the object is the driver's.
                    unsafe {
                        MODULE.load(value);
                        (*driver).DriverUnload = Some(unload);
                    }
                    STATUS_SUCCESS
                }
                Err(status) => status,
            }
        }

        unsafe extern "C" fn unload(_driver: *mut DRIVER_OBJECT) {
            // SAFETY: no device of the driver is open any more.
            unsafe { MODULE.unload() };
        }
    };
}
