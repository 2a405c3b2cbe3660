/* The program at a filter's port. */
extern PFLT_PORT SampleClientPort;
