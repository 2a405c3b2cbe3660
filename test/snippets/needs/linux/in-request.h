static long sample_ioctl(struct sample_request __user *argument)
{
	struct sample_request request;

	/* here */
	return request.flags ? -EINVAL : 0;
}
