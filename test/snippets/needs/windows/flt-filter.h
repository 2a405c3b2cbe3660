/* A filter that is registered. */
extern PFLT_FILTER SampleFilter;
