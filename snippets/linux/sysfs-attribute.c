/*
 * prefix: kd-linux-sysfs-attribute
 * title: Attribute in sysfs
 * topic: Handles, registry and files
 * description: A number of a device in /sys that is read and written, there as long as the device
 *     is
 * includes: linux/device.h, linux/kstrtox.h, linux/sysfs.h
 * needs: device
 */
static ssize_t ${1:limit}_show(struct device *dev, struct device_attribute *attribute, char *buffer)
{
	const struct ${2:sample}_device *${2:sample} = dev_get_drvdata(dev);

	return sysfs_emit(buffer, "%u\n", READ_ONCE(${2:sample}->${1:limit}));
}

static ssize_t ${1:limit}_store(struct device *dev, struct device_attribute *attribute,
			   const char *text, size_t length)
{
	struct ${2:sample}_device *${2:sample} = dev_get_drvdata(dev);
	unsigned int value;
	int error = kstrtouint(text, 0, &value);

	if (error)
		return error;
	if (value > ${3:1024})
		return -EINVAL;
	WRITE_ONCE(${2:sample}->${1:limit}, value);
	return length;
}
static DEVICE_ATTR_RW(${1:limit});

static struct attribute *${2:sample}_attrs[] = {
	&dev_attr_${1:limit}.attr,
	NULL
};

/*
 * ${2:sample}_groups: for .dev_groups of the driver, which has them made before programs hear of
 * the device.
 */
ATTRIBUTE_GROUPS(${2:sample});
