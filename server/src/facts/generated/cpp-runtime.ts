// Generated from server/data/cpp-runtime.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const cppRuntimeTable: PackedTable<"kind" | "header" | "verdict" | "kernel_equivalent" | "source" | "note"> = {
  rows: 260,
  keys: [
    `algorithm
any
array
atomic
barrier
bit
cfloat
cinttypes
ciso646
climits
codecvt
compare
concepts
condition_variable
coroutine
cstdarg
cstdbool
cstddef
cstdint
cstring
deque
expected
filesystem
format
forward_list
fstream
future
initializer_list
iomanip
ios
iostream
istream
iterator
kallocator.h
kcom.h
ktl.h
latch
limits
list
locale
map
memory
memory_resource
mutex
new
numbers
numeric
optional
ostream
print
queue
ratio
regex
scoped_allocator
semaphore
set
shared_mutex
source_location
span
spanstream
sstream
stack
stacktrace
std::addressof`,
    `std::align_val_t
std::all_of
std::allocator
std::any
std::any_of
std::array
std::async
std::atomic
std::atomic_flag
std::bad_alloc
std::barrier
std::basic_string
std::begin
std::binary_semaphore
std::bit_cast
std::byte
std::call_once
std::cerr
std::chrono::high_resolution_clock
std::chrono::steady_clock
std::chrono::system_clock
std::cin
std::clamp
std::clog
std::condition_variable
std::conditional
std::conditional_t
std::copy
std::counting_semaphore
std::cout
std::current_exception
std::decay_t
std::declval
std::deque
std::enable_if
std::enable_if_t
std::end
std::endl
std::equal_to
std::exception
std::exchange
std::false_type
std::filesystem::exists
std::filesystem::path
std::fill
std::find
std::find_if
std::for_each
std::format
std::forward
std::forward_list
std::fstream
std::function
std::future
std::get
std::greater
std::hash
std::ifstream
std::in_place
std::index_sequence
std::initializer_list
std::int16_t
std::int32_t
std::int64_t`,
    `std::int8_t
std::integral_constant
std::intptr_t
std::invalid_argument
std::is_base_of_v
std::is_integral_v
std::is_pointer_v
std::is_same
std::is_same_v
std::is_trivially_copyable_v
std::istringstream
std::jthread
std::latch
std::launder
std::less
std::list
std::locale
std::lock_guard
std::logic_error
std::lower_bound
std::make_index_sequence
std::make_shared
std::make_unique
std::make_unsigned_t
std::map
std::max
std::memory_order
std::memory_order_acquire
std::memory_order_relaxed
std::memory_order_release
std::memory_order_seq_cst
std::min
std::move
std::multimap
std::multiset
std::mutex
std::none_of
std::nothrow
std::nothrow_t
std::nullopt
std::nullptr_t
std::numeric_limits
std::ofstream
std::once_flag
std::optional
std::ostringstream
std::out_of_range
std::packaged_task
std::pair
std::print
std::println
std::priority_queue
std::promise
std::ptrdiff_t
std::queue
std::random_device
std::recursive_mutex
std::recursive_timed_mutex
std::regex
std::remove_cv_t
std::remove_reference
std::remove_reference_t
std::rethrow_exception
std::runtime_error`,
    `std::set
std::shared_lock
std::shared_mutex
std::shared_ptr
std::size
std::size_t
std::sort
std::span
std::stack
std::stoi
std::string
std::string_view
std::stringstream
std::swap
std::terminate
std::this_thread::sleep_for
std::this_thread::sleep_until
std::this_thread::yield
std::thread
std::tie
std::timed_mutex
std::to_string
std::to_wstring
std::true_type
std::tuple
std::u16string
std::u8string
std::uint16_t
std::uint32_t
std::uint64_t
std::uint8_t
std::uintptr_t
std::underlying_type_t
std::unique_lock
std::unique_ptr
std::unordered_map
std::unordered_multimap
std::unordered_multiset
std::unordered_set
std::upper_bound
std::vector
std::void_t
std::wcerr
std::wcout
std::weak_ptr
std::wstring
std::wstring_view
std::wstringstream
stdexcept
stdunk.h
stop_token
streambuf
string
string_view
strstream
syncstream
system_error
thread
tuple
type_traits
typeindex
unordered_map
unordered_set
utility`,
    `valarray
variant
vector
version`,
  ],
  columns: {
    kind: { width: 1, values: `header
name
operator-new`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!###!!!!!!!!!!!!!!!!!!!!!!!!!!!"""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""!#!!!!!!!!!!!!!!!!!!` },
    header: { width: 1, values: `
algorithm
any
array
atomic
barrier
bit
chrono
condition_variable
cstddef
cstdint
deque
exception
filesystem
format
forward_list
fstream
functional
future
initializer_list
iostream
iterator
latch
limits
list
locale
map
memory
mutex
new
optional
ostream
print
queue
random
regex
semaphore
set
shared_mutex
span
sstream
stack
stdexcept
string
string_view
thread
tuple
type_traits
unordered_map
unordered_set
utility
vector`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!=?"=#"%4&&?'M7F(+>6)))6"6*QQ"F6.QT-QQ7A3.TQ//""""0T1234P332TT5,,,,Q,LQQQQQQJO8?3:;>L"T==Q<"&&&&&"T<G>"??@+92>@JL4TBBC4+CD>>EQQQ.LGHH=7+"IKMMNJT.OOOOP>MMQPMM,,,,,Q>=RRSS"UQ66=MNJ!!!!!!!!!!!!!!!!!!!!` },
    verdict: { width: 1, values: `fine
runtime`, codes: `!"!!"!!!!!"!!"!!!!!!"!"""""!""""!!!!"!"""!""!!!!"""!"""""!!""""!!!""!!"!!"""!"!!""""""!""!!!"""!!"!!!"!"!!""!!!!"!""""!!!"!!!!!!!!!"!!!!!!"""!!""!"!!"!!"!!!!!!!!"""!!!!!!""!"""!""""!"""""!!!""""""!!!!"""!"!"""""!"""!!""!!!!!!"!""""!"!""""!""!"""!""""!!"""!"!"!` },
    kernel_equivalent: { width: 1, values: `
BCryptGenRandom
DbgPrintEx
DbgPrintEx;RtlStringCbPrintfW
ERESOURCE;EX_PUSH_LOCK
ExAllocatePool2
ExAllocatePool2 and a reference count
FAST_MUTEX;KSPIN_LOCK
FAST_MUTEX;KSPIN_LOCK;EX_PUSH_LOCK
FsRtlIsNameInExpression
IoQueueWorkItem
IoQueueWorkItem;KEVENT
KEVENT
KMUTEX
KSEMAPHORE
KeBugCheckEx
KeDelayExecutionThread
KeQueryInterruptTime
KeQueryPerformanceCounter
KeQuerySystemTimePrecise
LIST_ENTRY
NTSTATUS
PsCreateSystemThread
RTL_RUN_ONCE
RtlCaptureStackBackTrace
RtlCharToInteger
RtlInitializeGenericTableAvl
RtlRunOnceExecuteOnce
RtlStringCbPrintfA
RtlStringCbPrintfW
RtlUTF8ToUnicodeN
SINGLE_LIST_ENTRY
UNICODE_STRING
UNICODE_STRING;WDFSTRING
UTF8_STRING
ZwCreateFile
ZwQueryFullAttributesFile
ZwReadFile
ZwWriteFile
ZwYieldExecution
an array from ExAllocatePool2
an array from ExAllocatePool2;LIST_ENTRY
reference count of your own`, codes: `!!!!.!!!!!@!!.!!!!!!K!E%6%-!%%%%!!!!.!6@<!'*!!!!%%6!+!0<*!!%%6:!!!'!!!,!!7.B!0!!=#435!!#.!!!0#!!!6!!!#!7!!FB!!!!?!AE!.!!!G!!!!!!!!!7!!!!!!!8.!!6!!7!!(!!<!!!!!!!!<<)!!!!!!H9!>7,!##!.!6"//+!!!!7<!&L!!!!6;C!>!122I8!/>?!!BD!!!!!!!!<<<<!J!##!C!?7!.%C!%%78!!!<<!!!J!` },
    source: { width: 1, values: `knowledge`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!` },
    note: { width: 1, values: `
Kernel Template Library: operator new with an allocator
WDK: operator new with a pool type
WDK: operator new with a pool type and a tag, and operator delete
allocates and throws
allocates and throws; uses RTTI
at and substr throw
compiles; each coroutine frame needs an operator new
kernel code has no C++ exceptions
kernel code has no RTTI
lock-free sizes only; wait and notify need the runtime
needs the C++ runtime
placement new and align_val_t; the allocating forms need an overload of the driver
stable_sort, stable_partition and inplace_merge allocate
stands on allocating containers
stands on threads and exceptions
stands on user-mode locks
stands on user-mode waits
streams need the C++ runtime
templates; checked access (at) throws
unique_ptr with a deleter; shared_ptr and make_unique need new and exceptions
user-mode files
user-mode threads
value() throws`, codes: `/'5,3!!!!!-!!2)!!!!!&974&41!44445"#"3!&-&6!2.!59440!&&3&2!5440!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!*%34&(44*85!+&&!&9&!` },
  },
};
