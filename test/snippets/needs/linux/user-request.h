/* What a program gives and gets. */
#include <linux/types.h>

struct sample_request {
	__u64 number;
	__u32 flags;
};
