#include <ntddk.h>

#pragma section(".CRT$XCA", long, read)
#pragma section(".CRT$XCZ", long, read)

typedef void(__cdecl *INITIALISER)();
__declspec(allocate(".CRT$XCA")) INITIALISER g_First[] = { nullptr };

class Table
{
public:
    Table() { m_count = 1; }
    ULONG m_count;
};

Table g_Table;      // ok cpp-runtime
