//! Tells the linker that the crate is a driver, and where the Windows Driver Kit has its libraries. Nothing is run for that:
//! environment and folders say it.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for name in ROOTS {
        println!("cargo::rerun-if-env-changed={name}");
    }
    // Other linkers take none of this.
    if env::var("CARGO_CFG_TARGET_ENV").as_deref() != Ok("msvc") {
        return;
    }
    let architecture = match env::var("CARGO_CFG_TARGET_ARCH").as_deref() {
        Ok("aarch64") => "arm64",
        _ => "x64",
    };
    match libraries(architecture) {
        Some(folder) => println!("cargo::rustc-link-search=native={}", folder.display()),
        // To check the sources no kit is needed; the linker will not find the libraries.
        None => println!(
            "cargo::warning=no Windows Driver Kit with libraries for {architecture} is there: WDKContentRoot may name its folder"
        ),
    }
    for argument in ARGUMENTS {
        println!("cargo::rustc-cdylib-link-arg={argument}");
    }
}

const ARGUMENTS: [&str; 11] = [
    "/DRIVER",
    "/SUBSYSTEM:NATIVE",
    "/ENTRY:DriverEntry",
    "/NODEFAULTLIB",
    "/MANIFEST:NO",
    "/OPT:REF,ICF",
    // With a checksum, which the kernel looks at.
    "/RELEASE",
    // For IoCreateDeviceSecure, and for the stack checks that it was compiled with.
    "wdmsec.lib",
    "BufferOverflowFastFailK.lib",
    // Rust exports what has a name for the linker: the entry point, too.
    "/IGNORE:4216",
    // Rust has no switch that says "for the kernel"; nothing of it needs a runtime.
    "/IGNORE:4257",
];

/// Variables that name a folder with a kit's Lib: of the Enterprise WDK, and of Visual Studio's Developer Command Prompt.
const ROOTS: [&str; 2] = ["WDKContentRoot", "WindowsSdkDir"];

/// Where the newest kit that is installed has ntoskrnl.lib.
fn libraries(architecture: &str) -> Option<PathBuf> {
    let named = ROOTS.iter().filter_map(env::var_os).map(PathBuf::from);
    let usual = env::var_os("ProgramFiles(x86)")
        .map(|folder| PathBuf::from(folder).join("Windows Kits").join("10"));
    named.chain(usual).find_map(|root| {
        fs::read_dir(root.join("Lib"))
            .ok()?
            .flatten()
            .map(|version| version.path().join("km").join(architecture))
            .filter(|folder| folder.join("ntoskrnl.lib").is_file())
            .max_by_key(|folder| version_of(folder))
    })
}

/// Of "Lib/10.0.26100.0/km/x64": its numbers.
fn version_of(folder: &Path) -> Vec<u32> {
    let name = folder
        .ancestors()
        .nth(2)
        .and_then(|version| version.file_name())
        .and_then(|name| name.to_str());
    name.unwrap_or_default()
        .split('.')
        .flat_map(str::parse)
        .collect()
}
