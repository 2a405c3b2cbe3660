//! Tells the linker that the crate is a driver, and where the Windows Driver Kit has its libraries: wdk-build knows.

fn main() -> Result<(), wdk_build::ConfigError> {
    println!("cargo::rerun-if-changed=build.rs");
    // For IoCreateDeviceSecure, which the crates do not declare.
    println!("cargo::rustc-cdylib-link-arg=wdmsec.lib");
    wdk_build::configure_wdk_binary_build()
}
