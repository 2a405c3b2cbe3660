/* In C, new and delete are names. */
struct entry { struct entry *next; };

static __inline void entry_add(struct entry *new, struct entry *head)
{
    new->next = head->next; // ok cpp-runtime
    head->next = new;       // ok cpp-runtime
}
