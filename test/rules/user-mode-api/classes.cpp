#include <ntddk.h>
#include <portcls.h>

namespace win
{
void Sleep(ULONG milliseconds);
}

class Event
{
public:
    NTSTATUS Wait();
    void Signal();

private:
    void (*m_set)(PKEVENT);
    void (*ResetEvent)(PKEVENT);
    KEVENT m_event;
};

NTSTATUS Event::Wait()
{
    ResetEvent(&m_event);       // ok user-mode-api
    return WaitForSingleObject(&m_event, 0);    // want user-mode-api "WaitForSingleObject"
}

void Event::Signal()
{
    ::SetEvent(&m_event);       // want user-mode-api "SetEvent"
    win::Sleep(1);              // ok user-mode-api
}

/* Its base may have any member. */
class Miniport : public CUnknown
{
    void Start()
    {
        ReleaseMutex();         // ok user-mode-api
    }
};

/* This class is in a header that is not here. */
void Stream::Stop()
{
    TerminateThread(m_thread, 0);   // ok user-mode-api
}
