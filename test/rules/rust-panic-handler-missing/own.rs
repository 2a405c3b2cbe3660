//! A handler of the driver's own.
#![no_std]

#[unsafe(no_mangle)]
pub extern "system" fn DriverEntry(_: wdk_sys::PDRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING) -> wdk_sys::NTSTATUS { // ok rust-panic-handler-missing
    0
}

mod handler {
    #[panic_handler]
    fn panic(_info: &core::panic::PanicInfo<'_>) -> ! {
        loop {}
    }
}
