// unit: broken=1
#include <ntddk.h>
#include "list.h"

static struct entry Head;

VOID Add(struct entry *Entry)
{
    entry_add(Entry, &Head);
}
