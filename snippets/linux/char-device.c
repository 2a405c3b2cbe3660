/*
 * prefix: kd-linux-char-device
 * title: Character devices
 * topic: Entry and devices
 * description: Several files in /dev of one driver: numbers, cdev, class, device nodes, and the
 *     way back
 * includes: linux/cdev.h, linux/device.h, linux/err.h, linux/fs.h, linux/module.h,
 *     linux/version.h
 * needs: file-operations
 */
#define ${1:SAMPLE}_COUNT ${2:4}

static dev_t ${3:sample}_numbers;
static struct cdev ${3:sample}_cdev;
static struct class *${3:sample}_class;

static int ${3:sample}_create_devices(void)
{
	struct device *device;
	unsigned int minor;
	int error;

	error = alloc_chrdev_region(&${3:sample}_numbers, 0, ${1:SAMPLE}_COUNT, "${3:sample}");
	if (error)
		return error;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 4, 0)
	${3:sample}_class = class_create("${3:sample}");
#else
	${3:sample}_class = class_create(THIS_MODULE, "${3:sample}");
#endif
	if (IS_ERR(${3:sample}_class)) {
		error = PTR_ERR(${3:sample}_class);
		goto unregister_numbers;
	}
	cdev_init(&${3:sample}_cdev, &${3:sample}_fops);
	${3:sample}_cdev.owner = THIS_MODULE;
	/* Programs may open them from here on. */
	error = cdev_add(&${3:sample}_cdev, ${3:sample}_numbers, ${1:SAMPLE}_COUNT);
	if (error)
		goto destroy_class;
	for (minor = 0; minor < ${1:SAMPLE}_COUNT; minor++) {
		device = device_create(${3:sample}_class, NULL, ${3:sample}_numbers + minor, NULL,
				       "${3:sample}%u", minor);
		if (IS_ERR(device)) {
			error = PTR_ERR(device);
			goto destroy_devices;
		}
	}
	return 0;

destroy_devices:
	while (minor-- > 0)
		device_destroy(${3:sample}_class, ${3:sample}_numbers + minor);
	cdev_del(&${3:sample}_cdev);
destroy_class:
	class_destroy(${3:sample}_class);
unregister_numbers:
	unregister_chrdev_region(${3:sample}_numbers, ${1:SAMPLE}_COUNT);
	return error;
}

static void ${3:sample}_destroy_devices(void)
{
	unsigned int minor;

	for (minor = 0; minor < ${1:SAMPLE}_COUNT; minor++)
		device_destroy(${3:sample}_class, ${3:sample}_numbers + minor);
	cdev_del(&${3:sample}_cdev);
	class_destroy(${3:sample}_class);
	unregister_chrdev_region(${3:sample}_numbers, ${1:SAMPLE}_COUNT);
}
