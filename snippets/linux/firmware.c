/*
 * prefix: kd-linux-firmware
 * title: Firmware
 * topic: Handles, registry and files
 * description: A file from /lib/firmware that a device is given, checked and released
 * includes: linux/device.h, linux/firmware.h, linux/module.h
 */
#define ${1:SAMPLE}_FIRMWARE "${2:vendor/device.bin}"

static int ${3:sample}_load_firmware(struct device *dev)
{
	const struct firmware *firmware;
	int error = request_firmware(&firmware, ${1:SAMPLE}_FIRMWARE, dev);

	if (error)
		return error;
	if (firmware->size < ${4:16}) {
		dev_err(dev, "%s: %zu bytes are too few\n", ${1:SAMPLE}_FIRMWARE, firmware->size);
		error = -EINVAL;
	} else {
		$0
	}
	release_firmware(firmware);
	return error;
}

/* So that an initramfs takes it along. */
MODULE_FIRMWARE(${1:SAMPLE}_FIRMWARE);
