/*
 * prefix: kd-linux-file-mmap
 * title: File operations: mmap
 * topic: Dispatch routines
 * description: Programs see a buffer of vmalloc_user in their own memory; size and place are
 *     checked
 * includes: linux/fs.h, linux/mm.h, linux/version.h, linux/vmalloc.h
 */
/* By vmalloc_user(): with zeros, and made to be mapped. It stays until no file is open. */
static void *${1:sample}_buffer;

static int ${1:sample}_mmap(struct file *file, struct vm_area_struct *vma)
{
	/* What programs could write, now or after mprotect(), the module could not trust. */
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	vm_flags_clear(vma, VM_MAYWRITE);
#else
	vma->vm_flags &= ~VM_MAYWRITE;
#endif
	/* Checks that the part that is asked for lies within the buffer. */
	return remap_vmalloc_range(vma, ${1:sample}_buffer, vma->vm_pgoff);
}
