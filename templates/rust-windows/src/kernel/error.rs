//! NTSTATUS values as errors, so that `?` works and none is forgotten.

use alloc::collections::TryReserveError;
use core::char::DecodeUtf16Error;
use core::fmt;

use super::ffi::NTSTATUS;

pub type Result<T> = core::result::Result<T, Error>;

/// A status that says that something failed: for none of these NT_SUCCESS is true.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Error(NTSTATUS);

impl Error {
    pub const DEVICE_NOT_READY: Self = Self::new(0xC000_00A3);
    pub const INSUFFICIENT_RESOURCES: Self = Self::new(0xC000_009A);
    pub const INVALID_BUFFER_SIZE: Self = Self::new(0xC000_0206);
    pub const INVALID_DEVICE_REQUEST: Self = Self::new(0xC000_0010);
    pub const INVALID_PARAMETER: Self = Self::new(0xC000_000D);
    pub const BUFFER_TOO_SMALL: Self = Self::new(0xC000_0023);
    pub const NAME_TOO_LONG: Self = Self::new(0xC000_0106);
    pub const QUOTA_EXCEEDED: Self = Self::new(0xC000_0044);
    pub const UNMAPPABLE_CHARACTER: Self = Self::new(0xC000_0162);

    const fn new(status: u32) -> Self {
        assert!(status >= 0x8000_0000, "a status of success is no error");
        Self(status as NTSTATUS)
    }

    /// For the kernel.
    pub const fn status(self) -> NTSTATUS {
        self.0
    }
}

/// What NT_SUCCESS is in C: statuses of success and information, which are not negative, are `Ok`.
pub const fn check(status: NTSTATUS) -> Result<()> {
    if status >= 0 {
        Ok(())
    } else {
        Err(Error(status))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "0x{:08X}", self.0)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl core::error::Error for Error {}

impl From<TryReserveError> for Error {
    fn from(_: TryReserveError) -> Self {
        Self::INSUFFICIENT_RESOURCES
    }
}

impl From<DecodeUtf16Error> for Error {
    fn from(_: DecodeUtf16Error) -> Self {
        Self::UNMAPPABLE_CHARACTER
    }
}
