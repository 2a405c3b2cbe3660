// prefix: kd-ioctl-code
// title: Control code
// topic: Control codes
// description: CTL_CODE as a constant function, and a code made with it; a program has the same

const fn ctl_code(device_type: u32, function: u32, method: u32, access: u32) -> u32 {
    device_type << 16 | access << 14 | function << 2 | method
}

/// Device types from 0x8000 and functions from 0x800 are for others than Microsoft.
pub const IOCTL_${1:QUERY}: u32 = ctl_code(
    0x8000, // device type
    0x${2:800},
    METHOD_${3|BUFFERED,IN_DIRECT,OUT_DIRECT,NEITHER|},
    FILE_${4|READ,WRITE,ANY|}_ACCESS,
);
