/*
 * prefix: kd-linux-copy-from-user
 * title: Copy from a program
 * topic: User memory
 * description: copy_from_user and its result: how many bytes could not be copied
 * includes: linux/errno.h, linux/uaccess.h
 * needs: user-request, in-request
 */
/* May sleep: not under a spin lock. */
if (copy_from_user(&${1:request}, ${2:argument}, sizeof(${1:request})))
	return -EFAULT;
