/*
 * prefix: kd-linux-pci-driver
 * title: PCI driver
 * topic: Entry and devices
 * description: Registers of a PCI device mapped, DMA and an MSI interrupt set up, given back by
 *     itself
 * includes: linux/dma-mapping.h, linux/err.h, linux/interrupt.h, linux/module.h, linux/pci.h,
 *     linux/version.h
 */
struct ${1:sample}_device {
	struct pci_dev *pdev;
	void __iomem *registers;
};

static irqreturn_t ${1:sample}_interrupt(int irq, void *data)
{
	struct ${1:sample}_device *${1:sample} = data;

	dev_dbg(&${1:sample}->pdev->dev, "interrupt\n");
	$0
	return IRQ_HANDLED;
}

static void ${1:sample}_free_vectors(void *data)
{
	pci_free_irq_vectors(data);
}

static int ${1:sample}_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	const int bar = ${2:0};
	struct ${1:sample}_device *${1:sample};
	int error;

	${1:sample} = devm_kzalloc(&pdev->dev, sizeof(*${1:sample}), GFP_KERNEL);
	if (!${1:sample})
		return -ENOMEM;
	${1:sample}->pdev = pdev;
	error = pcim_enable_device(pdev);
	if (error)
		return error;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 12, 0)
	${1:sample}->registers = pcim_iomap_region(pdev, bar, "${1:sample}");
	if (IS_ERR(${1:sample}->registers))
		return PTR_ERR(${1:sample}->registers);
#else
	error = pcim_iomap_regions(pdev, BIT(bar), "${1:sample}");
	if (error)
		return error;
	${1:sample}->registers = pcim_iomap_table(pdev)[bar];
#endif
	error = dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(${3|64,32|}));
	if (error)
		return error;
	pci_set_master(pdev);
	error = pci_alloc_irq_vectors(pdev, 1, 1, PCI_IRQ_MSI | PCI_IRQ_MSIX);
	if (error < 0)
		return error;
	error = devm_add_action_or_reset(&pdev->dev, ${1:sample}_free_vectors, pdev);
	if (error)
		return error;
	pci_set_drvdata(pdev, ${1:sample});
	return devm_request_irq(&pdev->dev, pci_irq_vector(pdev, 0), ${1:sample}_interrupt, 0,
				"${1:sample}", ${1:sample});
}

static const struct pci_device_id ${1:sample}_ids[] = {
	{ PCI_DEVICE(${4:0x1234}, ${5:0x5678}) },
	{ }
};
MODULE_DEVICE_TABLE(pci, ${1:sample}_ids);

static struct pci_driver ${1:sample}_driver = {
	.name = "${1:sample}",
	.id_table = ${1:sample}_ids,
	.probe = ${1:sample}_probe,
};

module_pci_driver(${1:sample}_driver);
