//! A request and its buffer: lengths are the I/O manager's, what was never written is never copied to the caller.

use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::ptr::{self, NonNull};
use core::slice;

use super::error::{Error, Result};
use super::ffi::{self, DEVICE_OBJECT, IO_STACK_LOCATION, IRP, NTSTATUS};

/// IRP_MJ_ codes of the requests that a `Driver` has methods for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Create = 0x00,
    Close = 0x02,
    Read = 0x03,
    Write = 0x04,
    Control = 0x0E,
    Cleanup = 0x12,
}

impl Kind {
    pub const SERVED: [Self; 6] = [
        Self::Create,
        Self::Close,
        Self::Read,
        Self::Write,
        Self::Control,
        Self::Cleanup,
    ];
}

/// An IRP that the driver owns until it completes it.
pub struct Request {
    device: NonNull<DEVICE_OBJECT>,
    irp: NonNull<IRP>,
    stack: NonNull<IO_STACK_LOCATION>,
}

impl Request {
    /// # Safety
    /// The arguments of a dispatch routine, whose request nobody has completed or passed on.
    pub unsafe fn new(device: *mut DEVICE_OBJECT, irp: *mut IRP) -> Self {
        // SAFETY: none of the three is null: a dispatch routine gets a device, and a request with a stack location.
        unsafe {
            Self {
                device: NonNull::new_unchecked(device),
                irp: NonNull::new_unchecked(irp),
                stack: NonNull::new_unchecked(ffi::current_stack_location(irp)),
            }
        }
    }

    pub fn kind(&self) -> Option<Kind> {
        // SAFETY: the stack location is there as long as the request is not completed.
        let major = unsafe { (*self.stack.as_ptr()).MajorFunction };
        Kind::SERVED.into_iter().find(|kind| *kind as u8 == major)
    }

    /// Of an IOCTL; 0 of others.
    pub fn control_code(&self) -> u32 {
        if self.kind() != Some(Kind::Control) {
            return 0;
        }
        // SAFETY: for this kind, the I/O manager fills in this member of the union.
        unsafe {
            (*self.stack.as_ptr())
                .Parameters
                .DeviceIoControl
                .IoControlCode
        }
    }

    /// The system buffer.
    ///
    /// INVALID_DEVICE_REQUEST where the data is elsewhere: the device, or an IOCTL's code, says so.
    pub fn buffer(&mut self) -> Result<Buffer<'_>> {
        const DO_BUFFERED_IO: u32 = 0x4;
        const METHOD_MASK: u32 = 3;
        const METHOD_BUFFERED: u32 = 0;

        // SAFETY: device, request and stack location are there as long as the request is not completed; `kind` says
        // which member of the unions the I/O manager fills in.
        let (buffered, input, output, memory) = unsafe {
            let parameters = &(*self.stack.as_ptr()).Parameters;
            let device_is_buffered = (*self.device.as_ptr()).Flags & DO_BUFFERED_IO != 0;
            let (buffered, input, output) = match self.kind() {
                Some(Kind::Read) => (device_is_buffered, 0, parameters.Read.Length),
                Some(Kind::Write) => (device_is_buffered, parameters.Write.Length, 0),
                Some(Kind::Control) => (
                    parameters.DeviceIoControl.IoControlCode & METHOD_MASK == METHOD_BUFFERED,
                    parameters.DeviceIoControl.InputBufferLength,
                    parameters.DeviceIoControl.OutputBufferLength,
                ),
                _ => (false, 0, 0),
            };
            (
                buffered,
                input,
                output,
                (*self.irp.as_ptr()).AssociatedIrp.SystemBuffer,
            )
        };
        if !buffered {
            return Err(Error::INVALID_DEVICE_REQUEST);
        }
        match NonNull::new(memory.cast()) {
            Some(memory) => Ok(Buffer {
                memory,
                input: input as usize,
                output: output as usize,
                request: PhantomData,
            }),
            // Where both lengths are 0 there is no buffer.
            None => Ok(Buffer {
                memory: NonNull::dangling(),
                input: 0,
                output: 0,
                request: PhantomData,
            }),
        }
    }

    /// Gives the request back to the I/O manager; what it returns is the dispatch routine's result.
    pub fn complete(self, result: Result<Done>) -> NTSTATUS {
        const IO_NO_INCREMENT: i8 = 0;

        let Done {
            status,
            information,
        } = result.unwrap_or_else(|error| Done {
            status: error.status(),
            information: 0,
        });
        // SAFETY: the request is the driver's until now, and nobody can touch it through `self` afterwards.
        unsafe {
            ffi::set_result(self.irp.as_ptr(), status, information);
            ffi::IofCompleteRequest(self.irp.as_ptr(), IO_NO_INCREMENT);
        }
        status
    }
}

/// The system buffer of a request. What comes in and what goes out lie in the same memory: `into_output` takes the buffer
/// away, so that nobody reads what was already overwritten.
pub struct Buffer<'a> {
    memory: NonNull<MaybeUninit<u8>>,
    /// Bytes of it that are the caller's.
    input: usize,
    /// Bytes that he has room for. The memory is as long as the larger of the two.
    output: usize,
    request: PhantomData<&'a mut Request>,
}

impl<'a> Buffer<'a> {
    pub fn input(&self) -> &[u8] {
        // SAFETY: the I/O manager has copied so many bytes there; they are written through `into_output` alone.
        unsafe { slice::from_raw_parts(self.memory.as_ptr().cast(), self.input) }
    }

    /// The whole input where it has this length; INVALID_BUFFER_SIZE where not.
    pub fn input_array<const N: usize>(&self) -> Result<[u8; N]> {
        self.input()
            .try_into()
            .map_err(|_| Error::INVALID_BUFFER_SIZE)
    }

    pub fn into_output(self) -> Output<'a> {
        // SAFETY: the memory has so many bytes, whatever is in them, and nobody else a reference to them any more.
        let free = unsafe { slice::from_raw_parts_mut(self.memory.as_ptr(), self.output) };
        Output {
            free,
            written: 0,
            status: ffi::STATUS_SUCCESS,
        }
    }
}

/// The answer to a request: as many bytes as were written.
pub struct Output<'a> {
    free: &'a mut [MaybeUninit<u8>],
    written: usize,
    status: NTSTATUS,
}

impl Output<'_> {
    /// Bytes that there is room for.
    pub fn remaining(&self) -> usize {
        self.free.len() - self.written
    }

    /// Appends all of it, or nothing: BUFFER_TOO_SMALL.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let Some(free) = self
            .free
            .get_mut(self.written..)
            .filter(|free| free.len() >= bytes.len())
        else {
            return Err(Error::BUFFER_TOO_SMALL);
        };
        // SAFETY: there is room for them, and what a driver has elsewhere does not overlap with a system buffer.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), free.as_mut_ptr().cast(), bytes.len()) };
        self.written += bytes.len();
        Ok(())
    }

    /// There was more than fits: the caller gets what was written, and ERROR_MORE_DATA.
    pub fn set_more(&mut self) {
        const STATUS_BUFFER_OVERFLOW: NTSTATUS = 0x8000_0005_u32 as NTSTATUS;

        self.status = STATUS_BUFFER_OVERFLOW;
    }

    /// How the request is to be completed.
    pub fn done(self) -> Done {
        Done {
            status: self.status,
            information: self.written,
        }
    }
}

/// The result of a request that did not fail.
pub struct Done {
    status: NTSTATUS,
    /// Bytes that were read or written.
    information: usize,
}

impl Done {
    pub const NOTHING: Self = Self::of_bytes(0);

    /// No more than the buffer has: the I/O manager copies so many to the caller.
    pub(super) const fn of_bytes(information: usize) -> Self {
        Self {
            status: ffi::STATUS_SUCCESS,
            information,
        }
    }
}
