/*
 * prefix: kd-linux-usb-driver
 * title: USB driver
 * topic: Entry and devices
 * description: An interface of a USB device: its bulk endpoints found, a reference held until it
 *     is unplugged
 * includes: linux/module.h, linux/slab.h, linux/usb.h
 */
struct ${1:sample}_device {
	struct usb_device *udev;
	u8 in_address;
	u8 out_address;
};

static int ${1:sample}_probe(struct usb_interface *interface, const struct usb_device_id *id)
{
	struct usb_endpoint_descriptor *in, *out;
	struct ${1:sample}_device *${1:sample};
	int error;

	/* A device says what it wants: endpoints that are missing are refused. */
	error = usb_find_common_endpoints(interface->cur_altsetting, &in, &out, NULL, NULL);
	if (error)
		return error;
	${1:sample} = kzalloc(sizeof(*${1:sample}), GFP_KERNEL);
	if (!${1:sample})
		return -ENOMEM;
	${1:sample}->udev = usb_get_dev(interface_to_usbdev(interface));
	${1:sample}->in_address = in->bEndpointAddress;
	${1:sample}->out_address = out->bEndpointAddress;
	usb_set_intfdata(interface, ${1:sample});
	$0
	return 0;
}

/* Unplugged, or the driver leaves: nothing is sent to the device after it. */
static void ${1:sample}_disconnect(struct usb_interface *interface)
{
	struct ${1:sample}_device *${1:sample} = usb_get_intfdata(interface);

	usb_set_intfdata(interface, NULL);
	usb_put_dev(${1:sample}->udev);
	kfree(${1:sample});
}

static const struct usb_device_id ${1:sample}_ids[] = {
	{ USB_DEVICE(${2:0x1234}, ${3:0x5678}) },
	{ }
};
MODULE_DEVICE_TABLE(usb, ${1:sample}_ids);

static struct usb_driver ${1:sample}_driver = {
	.name = "${1:sample}",
	.id_table = ${1:sample}_ids,
	.probe = ${1:sample}_probe,
	.disconnect = ${1:sample}_disconnect,
};

module_usb_driver(${1:sample}_driver);
