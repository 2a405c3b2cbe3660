static int sample_function(struct sample_device *sample)
{
	/* here */
	return 0;
}
