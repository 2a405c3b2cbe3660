pub type Name = std::ffi::CStr; // ok rust-std-in-no-std
