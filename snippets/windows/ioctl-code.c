/*
 * prefix: kd-ioctl-code
 * title: Control code
 * topic: Control codes
 * description: Defines a control code: device type, number, how its buffers come, and the access that a handle needs
 * needs: control-code
 */
/* In a header of the driver and its programs. Device types below 0x8000 and numbers below 0x800 are Microsoft's. */
#define FILE_DEVICE_${1:SAMPLE} 0x${2:8000}
#define IOCTL_${1:SAMPLE}_${3:RESET} \
    CTL_CODE( \
        FILE_DEVICE_${1:SAMPLE}, \
        0x${4:800}, \
        ${5|METHOD_BUFFERED,METHOD_IN_DIRECT,METHOD_OUT_DIRECT,METHOD_NEITHER|}, \
        ${6|FILE_WRITE_DATA,FILE_READ_DATA,FILE_ANY_ACCESS|})
