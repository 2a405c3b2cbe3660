#include <ntddk.h>
#include "framework/memory.hpp"

struct Item
{
    ULONG Value;
};

Item *Make()
{
    return new Item();      // ok cpp-runtime
}
