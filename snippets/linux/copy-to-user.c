/*
 * prefix: kd-linux-copy-to-user
 * title: Copy to a program
 * topic: User memory
 * description: copy_to_user of a structure without bytes in it that nobody has set
 * includes: linux/errno.h, linux/string.h, linux/uaccess.h
 * needs: user-request, in-request
 */
/* All of it is set, between its fields as well: the stack is nobody else's to see. */
memset(&${1:request}, 0, sizeof(${1:request}));
$0
if (copy_to_user(${2:argument}, &${1:request}, sizeof(${1:request})))
	return -EFAULT;
