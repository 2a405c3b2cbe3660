// prefix: kd-status-error
// title: NTSTATUS as an error
// topic: Language runtime
// description: Error over NTSTATUS and check(status)?: statuses of success and information are
//     Ok, warnings and errors Err

/// A status for which NT_SUCCESS is false.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ${1:Error}(NTSTATUS);

pub type Result<T> = core::result::Result<T, ${1:Error}>;

impl ${1:Error} {
    pub const INSUFFICIENT_RESOURCES: Self = Self(0xC000_009A_u32 as NTSTATUS);

    pub const fn status(self) -> NTSTATUS {
        self.0
    }
}

pub const fn check(status: NTSTATUS) -> Result<()> {
    if status >= 0 {
        Ok(())
    } else {
        Err(${1:Error}(status))
    }
}

impl core::fmt::Debug for ${1:Error} {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "0x{:08X}", self.0)
    }
}

impl From<alloc::collections::TryReserveError> for ${1:Error} {
    fn from(_: alloc::collections::TryReserveError) -> Self {
        Self::INSUFFICIENT_RESOURCES
    }
}
