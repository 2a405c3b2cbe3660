#include <ntddk.h>

VOID Power(PDEVICE_OBJECT Lower, PIRP Irp, BOOLEAN Late)
{
    if (Late)
        ;
    (VOID)IoCallDriver(Lower,
                       Irp);
}

VOID Resources(PERESOURCE Resource, PKSPIN_LOCK Lock, PLONG Count)
{
    ExAcquireResourceSharedLite(Resource, TRUE);
    ExReleaseResourceLite(Resource);
    InterlockedIncrement(Count);
    KeBugCheckEx(0xE2, 0, 0, 0, 0);
}
