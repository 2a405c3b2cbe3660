#include <ntddk.h>

class Guard
{
public:
    void KeLowerIrql(ULONG level);
    void Leave()
    {
        KeLowerIrql(100); // ok irql-illegal-value
    }
};
