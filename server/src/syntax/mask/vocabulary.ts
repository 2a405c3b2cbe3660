/** The words the mask knows, each with the classes it belongs to, and the classes of a word by its form. */

/** Classes of an identifier, as bits: a word may be a keyword and a type keyword at once. */
export const Word = {
  keyword: 1 << 0,
  /** `int`, `unsigned`, `__int64`, `size_t`: complete a type without a name. */
  typeKeyword: 1 << 1,
  /** `struct`, `union`, `enum`, `class`. */
  tag: 1 << 2,
  /** At least three characters, capitals, digits and underscores only: looks like a macro. */
  capitals: 1 << 3,
  /** SAL and `__drv_` annotations. */
  sal: 1 << 4,
  /** The annotations of before SAL: IN, OUT, OPTIONAL. */
  inOut: 1 << 5,
  /** Calling conventions, linkage and inlining. */
  convention: 1 << 6,
  /** A convention only where a type or a name follows, because programs use the word for other things too. */
  doubtfulConvention: 1 << 7,
  /** Takes its parenthesised arguments with it: `__declspec(..)`. Without parentheses it is no attribute. */
  attributeWithArguments: 1 << 8,
  /** `__init`, `__user`, `_Noreturn`: attributes without arguments. */
  attribute: 1 << 9,
  /** Linux words; meant only in code of the Linux dialect. */
  linuxAttribute: 1 << 10,
  linuxAttributeWithArguments: 1 << 11,
  /** A type in capitals, which must not be taken for a superfluous macro. */
  capitalType: 1 << 12,
  /** Spellings of structured exception handling, native ones too. */
  sehTry: 1 << 13,
  sehExcept: 1 << 14,
  sehFinally: 1 << 15,
  sehNative: 1 << 16,
  assembly: 1 << 17,
  /** `const`, `volatile`, `static`, `unsigned`...: may begin a declaration. */
  declarationStart: 1 << 18,
  /** Follows a function's parameter list: `const`, `noexcept`, `override`, `final`. */
  functionSuffix: 1 << 19,
  /** `and`, `or`, `xor`, `instanceof`-like operators that are spelled as words. */
  wordOperator: 1 << 20,
  /** `TEXT("..")` and its relatives. */
  textMacro: 1 << 21,
  /** `if`, `for`, `while`, `switch`: parentheses and then a statement. */
  control: 1 << 22,
  /** COM's declaration macros. */
  com: 1 << 23,
  /** `typeof` and its spellings. */
  typeOf: 1 << 24,
} as const;

const keywords = `if else for while do switch case default break continue return goto sizeof typedef struct union enum
  static extern const volatile register inline unsigned signed int char short long float double void auto _Bool bool
  __try __except __finally __leave __int64 __int32 __int16 __int8 class namespace template public private protected
  virtual operator new delete this using typename friend explicit constexpr consteval constinit noexcept override final
  static_assert _Static_assert nullptr true false try catch throw static_cast reinterpret_cast const_cast dynamic_cast
  decltype alignof alignas _Alignof _Alignas typeof __typeof__ typeof_unqual __typeof mutable wchar_t defined __asm asm
  __asm__ _Generic thread_local _Thread_local _Noreturn __inline __inline__ __forceinline restrict __restrict
  __restrict__ __attribute__ __declspec __extension__ co_await co_return co_yield requires concept __alignof__
  __builtin_va_arg offsetof`;

const typeKeywords = `int char short long float double void unsigned signed _Bool bool __int64 __int32 __int16 __int8
  wchar_t auto size_t`;

const conventions = `NTAPI __stdcall _stdcall FASTCALL __fastcall _fastcall WINAPI __cdecl _cdecl CDECL __CRTDECL
  __vectorcall __thiscall APIENTRY WSAAPI STDMETHODCALLTYPE STDAPICALLTYPE STDMETHODVCALLTYPE STDAPIVCALLTYPE DDKAPI
  DDKFASTAPI NTAPI_INLINE NTAPI_ASYNC SPPAPI __forceinline FORCEINLINE CFORCEINLINE __inline _inline __inline__
  NTSYSAPI NTSYSCALLAPI NTKERNELAPI NTHALAPI STORPORT_API SCSIPORT_API CLASSPNP_API WMILIB_API WINBASEAPI WINUSERAPI
  WDFAPI EXTERN_C EXTERN_C_START EXTERN_C_END EXTERN_C_BEGIN UNALIGNED __unaligned _unaligned UNALIGNED64 VOLATILE
  __ptr32 __ptr64 _ptr32 _ptr64 POINTER_32 POINTER_64 POINTER_SIGNED POINTER_UNSIGNED __w64 __sptr __uptr
  RESTRICTED_POINTER RESTRICT __restrict __restrict__ NOTHROW LOCALFN DLLEXPORT __drv_interlocked __block __volatile
  __volatile__ __extension__ __kernel_entry __analysis_noreturn DECLSPEC_NORETURN DECLSPEC_NOINLINE DECLSPEC_IMPORT
  DECLSPEC_EXPORT DECLSPEC_SELECTANY DECLSPEC_NOTHROW DECLSPEC_CACHEALIGN DECLSPEC_HOTPATCH DECLSPEC_ALLOCATOR
  DECLSPEC_NOVTABLE DECLSPEC_NOINITALL DECLSPEC_GUARDNOCF DECLSPEC_GUARD_SUPPRESS PAGED_CODE_SEG NONPAGED_SEGMENT
  PAGED_SEGMENT INIT_SEGMENT INITCODE PAGEDCODE LOCKEDCODE CONSTCALL DRIVERAPI`;

const doubtfulConventions = "FAR NEAR EXPORT PASCAL INLINE CONST CALLBACK";

const attributesWithArguments = `__declspec _declspec DECLSPEC_ALIGN DECLSPEC_UUID DECLSPEC_XFGVIRT __pragma _Pragma
  __attribute__ __attribute __assume_aligned __identifier`;

const attributes = "_Noreturn __kernel_driver __user_driver __kernel_code __user_code";

/** Linux: attributes without arguments, and those with. */
export const linuxAttributes = `__init __exit __user __iomem __rcu __percpu __kernel __force __must_check __maybe_unused
  __always_unused __packed __cold __hot __read_mostly __initdata __exitdata __initconst __devinit __devexit
  __devinitdata __devexitdata __devinitconst asmlinkage noinline notrace __always_inline noinline_for_stack
  __ro_after_init ____cacheline_aligned ____cacheline_aligned_in_smp __cacheline_aligned __cacheline_aligned_in_smp
  ____cacheline_internodealigned_in_smp __cacheline_internodealigned_in_smp __bitwise __ref __refdata __visible __weak
  __used __noreturn __pure __private __kprobes __sched __net_init __net_exit __net_initdata __net_initconst
  __meminit __meminitdata __memexit __cpuinit __cpuexit __malloc __deprecated __nocast __safe __randomize_layout
  __designated_init __no_sanitize_address __no_kcsan __nonstring __latent_entropy __init_or_module
  __initdata_or_module __initconst_or_module __signed__ __noclone __no_randomize_layout __lockfunc __gnu_inline
  __efi_runtime __attribute_const__ __percpu_seg noinstr __noinstr __irq_entry __softirq_entry __exit_call __init_call
  __setup_call __flatten __compiletime_unimplemented asmregparm __bpf_kfunc __rtl_sched`;

export const linuxAttributesWithArguments = `__aligned __releases __acquires __must_hold __printf __scanf __section
  __counted_by __counted_by_le __counted_by_be __alloc_size __no_sanitize __diagnose_as __cleanup __error __warning
  __nonnull __copy __alias __guarded_by __realloc_size __compiletime_error __compiletime_warning __assume_ctx_lock
  __scm __cond_acquires __free`;

const capitalTypes = `VOID NTSTATUS BOOLEAN BOOL ULONG LONG USHORT SHORT UCHAR CHAR WCHAR PVOID HRESULT NDIS_STATUS INT
  UINT HANDLE DWORD WORD BYTE ULONGLONG LONGLONG ULONG_PTR LONG_PTR SIZE_T STDMETHODIMP ULONG64 ULONG32 UINT8 UINT16
  UINT32 UINT64 INT8 INT16 INT32 INT64 LARGE_INTEGER LPVOID PULONG PUCHAR PWSTR PCWSTR PSTR PCSTR KIRQL PIRP`;

/** The classes of every word in the lists above. */
const words: ReadonlyMap<string, number> = collect([
  [keywords, Word.keyword],
  [typeKeywords, Word.typeKeyword | Word.declarationStart],
  ["struct union enum class", Word.tag],
  [conventions, Word.convention],
  [doubtfulConventions, Word.doubtfulConvention],
  [attributesWithArguments, Word.attributeWithArguments],
  [attributes, Word.attribute],
  [linuxAttributes, Word.linuxAttribute],
  [linuxAttributesWithArguments, Word.linuxAttributeWithArguments],
  [capitalTypes, Word.capitalType],
  ["IN OUT INOUT OPTIONAL", Word.inOut],
  ["__try", Word.sehTry | Word.sehNative],
  ["__except", Word.sehExcept | Word.sehNative],
  ["__finally", Word.sehFinally | Word.sehNative],
  ["try _try TRY", Word.sehTry],
  ["except _except EXCEPT _EXCEPT", Word.sehExcept],
  ["finally _finally FINALLY", Word.sehFinally],
  ["asm __asm _asm __asm__", Word.assembly],
  ["const volatile static extern register struct union enum unsigned signed auto", Word.declarationStart],
  ["const noexcept override final volatile", Word.functionSuffix],
  ["and or xor bitand bitor not_eq and_eq or_eq xor_eq", Word.wordOperator],
  ["typeof __typeof __typeof__ typeof_unqual", Word.typeOf],
  ["TEXT _T __TEXT _TEXT OLESTR", Word.textMacro],
  ["if for while switch", Word.control],
  [
    `STDMETHODIMP_ STDAPI_ STDMETHOD_ STDMETHODV_ STDMETHOD STDMETHODV DECLARE_INTERFACE DECLARE_INTERFACE_
     DECLARE_INTERFACE_IID_ DECLARE_INTERFACE_IID MIDL_INTERFACE THIS THIS_ IFACEMETHOD IFACEMETHOD_ IFACEMETHODIMP_
     interface`,
    Word.com,
  ],
]);

/** The classes of an identifier: those of the lists and those its form tells. */
export function classify(word: string): number {
  const known = words.get(word) ?? 0;
  const form = isCapitals(word) ? Word.capitals : 0;
  if (known === 0 && word.charCodeAt(0) === underscore && isSal(word)) {
    return form | Word.sal;
  }
  return known | form;
}

/** Whether a macro's name says that it begins a loop: `list_for_each_entry`, `FOREACH_SLOT`, `hash_for_each_safe`. */
export function saysLoop(name: string): boolean {
  return /for_?_?(each|all|every)|foreach|^(FOR|WHILE|LOOP|ITERATE|EACH)_|_(FOR|WHILE|LOOP|ITERATE)$|^(forever|FOREVER|LOOP|repeat_until)$|_loop$|^while_|^for_[a-z]|_for_[a-z]|forEach|walk|iterate|traverse/i.test(
    name,
  );
}

/** Whether a word ends in capitals, as macros with a pasted prefix do: `parserARG_DECL`. */
export function endsInCapitals(name: string): boolean {
  return /_[A-Z]{3,}$/.test(name);
}

/** Whether a macro's name says that it is no type: `INIT_CODE_SEG`, `MY_API`, `FOO_EXPORT`, `CACHE_ALIGN`. */
export function saysAttribute(name: string): boolean {
  return /(_SEG|SEGMENT|API|CALL|CALLTYPE|CONV|EXPORT|IMPORT|INLINE|ATTR|ATTRIBUTE|ALIGN|ALIGNED|DECL|NORETURN|EXTERN|PACKED|PAGED|LOCKED)_?$|^_*(PAGED|NONPAGED|EXPORT|INLINE|PACKED|ALIGN)/.test(
    name,
  );
}

const underscore = 95;

/** `_In_reads_(n)`, `_IRQL_requires_(x)`, `__in_bcount(n)`, `__drv_maxIRQL(x)`, `__RPC__in`. */
function isSal(word: string): boolean {
  const second = word.charCodeAt(1);
  if (second >= 65 && second <= 90) {
    const closed = word.length > 3 && word.charCodeAt(word.length - 1) === underscore;
    // `_DRIVER_NAME_` is somebody's constant: SAL's names have small letters.
    return closed ? !isCapitals(word) : salOpenForm.test(word);
  }
  return second === underscore && oldSalForm.test(word);
}

const salOpenForm = /^_(In|Out|Inout|Ret|Deref|Post|Pre|Field|Struct|When|At|IRQL|Must)_[a-z_]*$/;

const oldSalForm =
  /^__(RPC_|drv_|in$|out$|inout$|in_|out_|inout_|deref|field_|range$|success$|checkReturn|callback$|reserved$|notnull$|nullterminated|nullnullterminated|control_entrypoint|analysis_|struct_bcount|struct_xcount|typefix|allocator|override$|format_string|blocksOn|encoded|ecount|bcount|xcount|part_|exceptthat|maybenull|useHeader|on_failure|post$|post_|pre$|pre_|valid$|null$|readonly$|readableTo|writableTo|elem_|byte_)/;

function isCapitals(word: string): boolean {
  if (word.length < 3) {
    return false;
  }
  const first = word.charCodeAt(0);
  if (first !== underscore && (first < 65 || first > 90)) {
    return false;
  }
  for (let index = 1; index < word.length; index++) {
    const code = word.charCodeAt(index);
    if (!((code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === underscore)) {
      return false;
    }
  }
  return true;
}

function collect(lists: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const classes = new Map<string, number>();
  for (const [list, bits] of lists) {
    for (const word of list.split(/\s+/)) {
      classes.set(word, (classes.get(word) ?? 0) | bits);
    }
  }
  return classes;
}
