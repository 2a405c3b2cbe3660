#include <ntddk.h>
#include <vector>           // want cpp-runtime warning "<vector> needs the C++ runtime"
#include <type_traits>      // ok cpp-runtime

class Queue
{
public:
    Queue();
    explicit Queue(ULONG depth) : m_depth(depth) {}
    virtual ~Queue();
    ULONG m_depth;
};

Queue::Queue()
{
    m_depth = 4;
}

class Plain
{
public:
    constexpr Plain() : m_value(1) {}
    ULONG m_value;
};

struct Aggregate
{
    ULONG Value;
    LIST_ENTRY Entry;
};

struct Defaulted
{
    Defaulted() = default;
    ULONG Value;
};

Queue g_Queue;                      // want cpp-runtime "runs the constructor of g_Queue"
static Queue g_Deep(16);            // want cpp-runtime "g_Deep"
Queue *g_QueuePointer;              // ok cpp-runtime
extern Queue g_Elsewhere;           // ok cpp-runtime
Plain g_Plain;                      // ok cpp-runtime
Aggregate g_Aggregate = { 1 };      // ok cpp-runtime
Defaulted g_Defaulted;              // ok cpp-runtime
thread_local ULONG t_Depth;         // want cpp-runtime "t_Depth is thread-local"
__declspec(thread) ULONG t_Count;   // want cpp-runtime "t_Count is thread-local"
std::mutex g_Lock;                  // want cpp-runtime warning "std::mutex"

NTSTATUS Exceptions(Queue *queue)
{
    try {                           // want cpp-runtime error "no C++ exceptions to catch"
        if (queue == nullptr) {
            throw STATUS_INVALID_PARAMETER;     // want cpp-runtime "cannot be thrown"
        }
    } catch (...) {
        return STATUS_UNSUCCESSFUL;
    }
    __try {                         // ok cpp-runtime
        ProbeForRead(queue, 1, 1);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return GetExceptionCode();
    }
    return STATUS_SUCCESS;
}

void Types(Queue *queue, std::vector<int> &numbers)     // want cpp-runtime warning "std::vector"
{
    auto deep = dynamic_cast<DeepQueue *>(queue); // want cpp-runtime "dynamic_cast to DeepQueue *"
    auto name = typeid(*queue).name();          // want cpp-runtime "typeid"
    auto same = static_cast<Queue *>(queue);    // ok cpp-runtime
    auto moved = std::move(same);               // ok cpp-runtime
    std::unique_ptr<Queue> owner;               // ok cpp-runtime
    std::this_thread::sleep_for(10);            // want cpp-runtime "std::this_thread::sleep_for"
    static Queue s_Queue;                       // want cpp-runtime warning "constructed at first use"
    static ULONG s_Count;                       // ok cpp-runtime
    static_assert(std::is_same_v<int, int>);    // ok cpp-runtime
}

void Memory(PVOID place)
{
    Queue *queue = new Queue(3);    // want cpp-runtime "new Queue calls the global operator new"
    new (place) Queue(4);           // ok cpp-runtime
    delete queue;                   // want cpp-runtime "delete"
}

#ifdef HAVE_RUNTIME
void Other()
{
    throw 1;                        // ok cpp-runtime
}
#endif

struct Node
{
    virtual ~Node();
};

struct Leaf : public Node
{
    Node* Root() { return dynamic_cast<Node*>(this); }             // ok cpp-runtime
    Leaf* Other(Node* node) { return dynamic_cast<Leaf*>(node); }  // want cpp-runtime "dynamic_cast to Leaf *"
};

/* What IUnknown is made of, no file of the driver says. */
struct Filter : public IUnknown
{
    IUnknown* Outer() { return reinterpret_cast<IUnknown*>(dynamic_cast<PNONDELEGATING>(this)); } // ok cpp-runtime
};

Stranger::Stranger(PUNKNOWN outer)
{
    m_outer = outer != nullptr ? outer : PUNKNOWN(dynamic_cast<PNONDELEGATING>(this)); // ok cpp-runtime
}
