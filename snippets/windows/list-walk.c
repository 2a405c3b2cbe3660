/*
 * prefix: kd-list-walk
 * title: Walk a list
 * topic: Lists and tables
 * description: Every item of a doubly linked list; nothing may leave it meanwhile
 * needs: extension, in-routine
 */
for (PLIST_ENTRY entry = ${1:Extension}->${2:Items}.Flink; entry != &${1:Extension}->${2:Items}; entry = entry->Flink) {
    P${3:SAMPLE_ITEM} item = CONTAINING_RECORD(entry, ${3:SAMPLE_ITEM}, ${4:Link});

    UNREFERENCED_PARAMETER(item);
    $0
}
