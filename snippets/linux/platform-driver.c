/*
 * prefix: kd-linux-platform-driver
 * title: Platform driver
 * topic: Entry and devices
 * description: For a device of the device tree: its registers mapped, its interrupt, all of it
 *     given back by itself
 * includes: linux/err.h, linux/interrupt.h, linux/io.h, linux/mod_devicetable.h, linux/module.h,
 *     linux/platform_device.h
 */
struct ${1:sample}_device {
	struct device *dev;
	void __iomem *registers;
};

#define ${2:SAMPLE}_STATUS 0x00

static irqreturn_t ${1:sample}_interrupt(int irq, void *data)
{
	struct ${1:sample}_device *${1:sample} = data;

	/* The line may be another device's as well. */
	if (!readl(${1:sample}->registers + ${2:SAMPLE}_STATUS))
		return IRQ_NONE;
	$0
	return IRQ_HANDLED;
}

static int ${1:sample}_probe(struct platform_device *pdev)
{
	struct ${1:sample}_device *${1:sample};
	int irq;

	/* What devm_ functions give is given back when the driver leaves the device, last first. */
	${1:sample} = devm_kzalloc(&pdev->dev, sizeof(*${1:sample}), GFP_KERNEL);
	if (!${1:sample})
		return -ENOMEM;
	${1:sample}->dev = &pdev->dev;
	${1:sample}->registers = devm_platform_ioremap_resource(pdev, 0);
	if (IS_ERR(${1:sample}->registers))
		return PTR_ERR(${1:sample}->registers);
	irq = platform_get_irq(pdev, 0);
	if (irq < 0)
		return irq;
	platform_set_drvdata(pdev, ${1:sample});
	return devm_request_irq(&pdev->dev, irq, ${1:sample}_interrupt, IRQF_SHARED,
				dev_name(&pdev->dev), ${1:sample});
}

static const struct of_device_id ${1:sample}_of_match[] = {
	{ .compatible = "${3:vendor,device}" },
	{ }
};
MODULE_DEVICE_TABLE(of, ${1:sample}_of_match);

static struct platform_driver ${1:sample}_driver = {
	.probe = ${1:sample}_probe,
	.driver = {
		.name = "${1:sample}",
		.of_match_table = ${1:sample}_of_match,
	},
};

module_platform_driver(${1:sample}_driver);
