//! A program: it talks of NTSTATUS as much as a driver does.
use windows_sys::Win32::Foundation::NTSTATUS;

fn main() {
    let status: NTSTATUS = 0;
    println!("{status:#x}");
}
