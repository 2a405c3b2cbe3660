pub type Name = std::ffi::CStr; // want rust-std-in-no-std "std::ffi::CStr"
