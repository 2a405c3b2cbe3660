/*
 * prefix: kd-pool
 * title: Pool memory with a tag
 * topic: Memory
 * description: Allocates zeroed memory with ExAllocatePool2, Windows 10 2004 and later, and frees it
 * needs: extension, in-status-routine
 */
P${1:SAMPLE_ITEM} item =
    (P${1:SAMPLE_ITEM})ExAllocatePool2(${2|POOL_FLAG_NON_PAGED,POOL_FLAG_PAGED|}, sizeof(*item), '${3:tImS}');

if (item == NULL) {
    return STATUS_INSUFFICIENT_RESOURCES;
}
$0
ExFreePoolWithTag(item, '${3:tImS}');
