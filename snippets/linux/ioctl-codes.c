/*
 * prefix: kd-linux-ioctl-codes
 * title: Header of ioctl commands
 * topic: Control codes
 * description: What a module and programs share: commands and a structure that may grow by its
 *     size field
 * includes: linux/ioctl.h, linux/types.h
 */
/* Between fields is no room that the compiler fills, and the size is a multiple of 8. */
struct ${1:sample}_status {
	/* In: of the structure that the program knows; out: of the one that the module knows. */
	__u32 size;
	__u32 flags;
	__u64 count;
};

/* Documentation/userspace-api/ioctl/ioctl-number.rst lists which letters and numbers are taken. */
#define ${2:SAMPLE}_IOC_MAGIC '${3:N}'
#define ${2:SAMPLE}_IOC_RESET _IO(${2:SAMPLE}_IOC_MAGIC, ${4:0xd0})
#define ${2:SAMPLE}_IOC_STATUS _IOWR(${2:SAMPLE}_IOC_MAGIC, ${5:0xd1}, struct ${1:sample}_status)
