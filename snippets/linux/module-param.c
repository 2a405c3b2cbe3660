/*
 * prefix: kd-linux-module-param
 * title: Module parameter with bounds
 * topic: Entry and devices
 * description: A number from the command line and /sys/module, refused where it is out of bounds
 * includes: linux/kernel.h, linux/module.h
 */
static unsigned int ${1:sample}_${2:limit} = ${3:16};

static int ${1:sample}_set_${2:limit}(const char *value, const struct kernel_param *param)
{
	return param_set_uint_minmax(value, param, ${4:1}, ${5:1024});
}

static const struct kernel_param_ops ${1:sample}_${2:limit}_ops = {
	.set = ${1:sample}_set_${2:limit},
	.get = param_get_uint,
};

/* It may change at any time: who uses it takes a copy by READ_ONCE(). */
module_param_cb(${2:limit}, &${1:sample}_${2:limit}_ops, &${1:sample}_${2:limit}, ${6|0644,0444,0400|});
MODULE_PARM_DESC(${2:limit}, "${7:how many, 1 to 1024}");
