// unit: target=10.0.19041
#include <ntddk.h>

#define TAG 'cexE'
#define TAKE(Size) ExAllocatePoolZero(NonPagedPool, Size, TAG)              // want pool-executable warning "by NonPagedPool"
#define TAKE_KIND(Kind, Size) ExAllocatePoolZero(Kind, Size, TAG)           // ok pool-executable
#define MAP_REGISTERS(Address, Size) MmMapIoSpace(Address, Size, MmNonCached)   // want pool-executable hint "maps memory as executable"
#define NOT_USED(Size) ExAllocatePoolZero(NonPagedPool, Size, TAG)          // ok pool-executable

PVOID TakeAll(PVOID* Other, PHYSICAL_ADDRESS Address, SIZE_T Size)
{
    Other[0] = TAKE_KIND(NonPagedPool, Size);       // want pool-executable warning "by NonPagedPool"
    Other[1] = TAKE_KIND(NonPagedPoolNx, Size);     // ok pool-executable
    Other[2] = MAP_REGISTERS(Address, Size);        // ok pool-executable
    ExInitializePagedLookasideList(Other[3], NULL, NULL, 0, Size, TAG, 0);  // ok pool-executable
    return TAKE(Size);                              // ok pool-executable
}
