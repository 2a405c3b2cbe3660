/*
 * prefix: kd-linux-dma-coherent
 * title: Memory for a device
 * topic: Memory
 * description: A buffer that device and processor see alike, given back when the driver leaves the
 *     device
 * includes: linux/dma-mapping.h, linux/errno.h
 */
struct ${1:sample}_ring {
	void *descriptors;
	/* What the device is told. */
	dma_addr_t address;
};

/* After dma_set_mask_and_coherent(). */
static int ${1:sample}_create_ring(struct device *dev, struct ${1:sample}_ring *ring)
{
	ring->descriptors = dmam_alloc_coherent(dev, ${2:4096}, &ring->address, GFP_KERNEL);
	return ring->descriptors ? 0 : -ENOMEM;
}
