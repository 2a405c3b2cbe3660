//! Stands for the crate of windows-drivers-rs: the one function that build scripts of drivers call.

#[derive(Debug)]
pub struct ConfigError;

pub fn configure_wdk_binary_build() -> Result<(), ConfigError> {
    Ok(())
}
