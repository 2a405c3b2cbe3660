#include <portcls.h>
#include <stdunk.h>

class CMiniport
{
public:
    CMiniport();
    ULONG m_Count;
};

CMiniport *Make()
{
    return new CMiniport();     // ok cpp-runtime
}

void Drop(CMiniport *miniport)
{
    delete miniport;            // ok cpp-runtime
}
