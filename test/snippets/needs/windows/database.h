/* What driverlens embed declares. */
extern const unsigned char SampleDatabase[];
extern const unsigned int SampleDatabaseSize;
