/*
 * prefix: kd-linux-dma-streaming
 * title: Memory handed to a device
 * topic: Memory
 * description: Maps a buffer for one transfer, checks the mapping, and takes it back
 * includes: linux/dma-mapping.h, linux/errno.h
 */
/* @data: of kmalloc, not of the stack or vmalloc. Nobody touches it while the device has it. */
static int ${1:sample}_transfer(struct device *dev, void *data, size_t length)
{
	dma_addr_t address = dma_map_single(dev, data, length, ${2|DMA_TO_DEVICE,DMA_FROM_DEVICE|});

	if (dma_mapping_error(dev, address))
		return -ENOMEM;
	$0
	dma_unmap_single(dev, address, length, ${2|DMA_TO_DEVICE,DMA_FROM_DEVICE|});
	return 0;
}
