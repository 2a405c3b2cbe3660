/* What driverlens embed writes. */
extern const unsigned char sample_database[];
extern const unsigned int sample_database_size;
