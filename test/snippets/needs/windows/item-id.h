/* The tag of a SAMPLE_ITEM. */
#define SAMPLE_TAG_ITEM 'tImS'
