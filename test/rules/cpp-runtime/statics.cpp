#include <ntddk.h>

class Slot
{
public:
    Slot() : m_owner(nullptr) { KeInitializeSpinLock(&m_lock); }
    explicit Slot(PVOID owner) : m_owner(owner) {}
    static Slot* Find();
    PVOID m_owner;
    KSPIN_LOCK m_lock;
};

class Name
{
public:
    constexpr Name() : m_length(0) {}
    ULONG m_length;
};

struct Range
{
    ULONG First;
    ULONG Last;
};

ULONG CountSlots()
{
    return KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS) * 2;
}

constexpr ULONG Twice(ULONG value) { return value * 2; }
inline ULONG Limit() { return 16; }
ULONG ReadLimit(PCWSTR key);
#define READ_ONCE_LIMIT(key) ReadLimit(key)

static Slot g_Slots[3];                                     // want cpp-runtime warning "runs the constructor of g_Slots"
static Slot g_Two[] = { Slot(&g_Slots), { nullptr } };      // want cpp-runtime warning "runs the constructor of g_Two"
static Slot* g_Pointers[3];                                 // ok cpp-runtime
extern Slot g_Elsewhere[3];                                 // ok cpp-runtime
static Name g_Names[3];                                     // ok cpp-runtime
static Range g_Ranges[] = { { 1, 2 }, { 3, 4 } };           // ok cpp-runtime
static Slot g_One = Slot(nullptr);                          // want cpp-runtime warning "runs the constructor of g_One"

static const Slot* g_New = new Slot;                        // want cpp-runtime warning "initialiser of g_New, which makes an object with new Slot"; want cpp-runtime error "calls the global operator new"
static Slot* g_Found = Slot::Find();                        // want cpp-runtime warning "initialiser of g_Found, which calls Slot::Find"
static ULONG g_Count = CountSlots();                        // want cpp-runtime warning "initialiser of g_Count, which calls CountSlots"
static ULONG g_Limits[] = { 1, ReadLimit(L"Limit") + 1 };   // want cpp-runtime warning "g_Limits, which calls ReadLimit"
static ULONG g_Twice = Twice(8);                            // ok cpp-runtime
static ULONG g_Limit = Limit();                             // ok cpp-runtime
static ULONG g_Size = sizeof(CountSlots());                 // ok cpp-runtime
static ULONG (*g_Routine)() = CountSlots;                   // ok cpp-runtime
static ULONG (*g_Later)() = []() -> ULONG { return CountSlots(); };     // ok cpp-runtime
static ULONG g_Macro = READ_ONCE_LIMIT(L"Limit");           // ok cpp-runtime
static UNICODE_STRING g_Text = RTL_CONSTANT_STRING(L"text");    // ok cpp-runtime
constexpr ULONG c_Twice = Twice(8);                         // ok cpp-runtime

ULONG NextSlot()
{
    static ULONG next = CountSlots();       // want cpp-runtime warning "The static next is initialised at first use"
    static Slot slots[2];                   // want cpp-runtime warning "The static slots is constructed at first use"
    static ULONG calls = 0;                 // ok cpp-runtime
    ULONG local = CountSlots();             // ok cpp-runtime
    UNREFERENCED_PARAMETER(slots);
    calls += local;
    return next++;
}

class Owner
{
public:
    struct Part
    {
        Part();
        PVOID m_part;
    } mutable m_first, m_second;                            // ok cpp-runtime
    struct Count
    {
        explicit Count(PVOID owner) : m_owner(owner) {}
        PVOID m_owner;
    } m_count;                                              // ok cpp-runtime
};

Owner::Part::Part() { m_part = ReadLimit(L"part") != 0 ? this : nullptr; }
