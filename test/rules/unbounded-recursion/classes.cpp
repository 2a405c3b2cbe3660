// Calls that look like a recursion and are none, and one that is.
#include <ntddk.h>

class Stream {
public:
    void Release();
    void Close(ULONG flags);
    void Close();
    void Drain(Stream *from);
    ULONG Count();

private:
    Stream *m_inner;
    Stream *m_next;
};

// Another object's: how long the chain is, only it knows.
void Stream::Release()
{
    m_inner->Release(); // ok unbounded-recursion
}

void Stream::Close()
{
    Close(0); // ok unbounded-recursion
}

void Stream::Close(ULONG flags)
{
    ::Close(flags); // ok unbounded-recursion
}

void Stream::Drain(Stream *from)
{
    if (from != nullptr) {
        Drain(from->m_next); // want unbounded-recursion "Drain calls itself"
    }
}

template <typename T> ULONG Sum(T first)
{
    return first;
}

template <typename T, typename... Rest> ULONG Sum(T first, Rest... rest)
{
    return first + Sum(rest...); // ok unbounded-recursion
}

const char *Find(const char *text, char what);

// Another function: its text is const.
inline char *Find(char *text, char what)
{
    return (char *)Find((const char *)text, what); // ok unbounded-recursion
}

struct Dispatch {
    ULONG Next;
};

// Each turn has the next handler, and there are no more than so many.
void Request(Dispatch *dispatch)
{
    ULONG handler = dispatch->Next++;

    if (handler < 4) {
        Request(dispatch); // ok unbounded-recursion
    }
}
