/* Where a driver keeps what was written last. */
UCHAR Message[64];
