// What SAL says of a function: on its definition, a prototype, a typedef; in old and new forms.

// fact entry: DISPATCH by annotation
// fact requires: <= DISPATCH through OnDefinition
// fact requires: >= DISPATCH through OnDefinition
_IRQL_requires_(DISPATCH_LEVEL)
VOID OnDefinition(PDEVICE_EXTENSION Dev)
{
    Dev->Count++; // irql: DISPATCH
}

_IRQL_requires_max_(APC_LEVEL)
VOID OnPrototype(PDEVICE_EXTENSION Dev);

// fact entry: PASSIVE..APC by annotation
VOID OnPrototype(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql); // irql: DISPATCH
    KeReleaseSpinLock(&Dev->Lock, irql);  // irql: PASSIVE..APC
}

typedef _IRQL_requires_max_(PASSIVE_LEVEL) VOID WORKER(PDEVICE_EXTENSION Dev);
WORKER OnTypedef;

// fact entry: PASSIVE by annotation
VOID OnTypedef(PDEVICE_EXTENSION Dev)
{
    Dev->Count++; // irql: PASSIVE
}

// fact entry: DISPATCH..HIGH by annotation
_IRQL_requires_min_(DISPATCH_LEVEL)
VOID AtLeast(PDEVICE_EXTENSION Dev)
{
    Dev->Count++; // irql: DISPATCH..HIGH
}

// fact entry: PASSIVE by annotation
__drv_maxIRQL(PASSIVE_LEVEL)
VOID OldMaximum(HANDLE File)
{
    ZwClose(File); // irql: PASSIVE
}

// fact entry: DISPATCH by annotation
__drv_requiresIRQL(DISPATCH_LEVEL)
VOID OldExact(PDEVICE_EXTENSION Dev)
{
    Dev->Count++; // irql: DISPATCH
}

_IRQL_raises_(DISPATCH_LEVEL)
_IRQL_saves_
KIRQL VendorRaise(VOID);

VOID VendorLower(_IRQL_restores_ KIRQL Old);

VOID DeclaredEffects(PDEVICE_EXTENSION Dev)
{
    KIRQL old = VendorRaise(); // irql: DISPATCH
    Dev->Count++;
    VendorLower(old); // irql: entry
}

_IRQL_raises_(DISPATCH_LEVEL)
_Acquires_lock_(Lock)
VOID VendorAcquire(PKSPIN_LOCK Lock, _Out_ _IRQL_saves_ PKIRQL Old);

_Releases_lock_(Lock)
VOID VendorRelease(PKSPIN_LOCK Lock, _In_ _IRQL_restores_ KIRQL Old);

VOID DeclaredLocks(PDEVICE_EXTENSION Dev)
{
    KIRQL old;
    VendorAcquire(&Dev->Lock, &old); // irql: DISPATCH; locks: Dev->Lock
    VendorRelease(&Dev->Lock, old);  // irql: entry; locks: none
}

__drv_raisesIRQL(DISPATCH_LEVEL)
__drv_savesIRQL
KIRQL OldVendorRaise(VOID);

VOID OldDeclaredEffects(PDEVICE_EXTENSION Dev)
{
    KIRQL old = OldVendorRaise(); // irql: DISPATCH
    KeLowerIrql(old);             // irql: entry
}

_When_(Wait != 0, _Acquires_lock_(Lock))
BOOLEAN VendorTry(PKSPIN_LOCK Lock, BOOLEAN Wait);

VOID DeclaredConditionally(PDEVICE_EXTENSION Dev)
{
    VendorTry(&Dev->Lock, FALSE);
    Dev->Count++; // locks: unknown
}

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID VendorPassive(PDEVICE_EXTENSION Dev);

// fact requires: <= PASSIVE through VendorPassive
VOID CallsDeclared(PDEVICE_EXTENSION Dev)
{
    VendorPassive(Dev); // irql: entry
}

_IRQL_requires_min_(DISPATCH_LEVEL)
VOID VendorAtDispatch(PDEVICE_EXTENSION Dev);

// fact requires: >= DISPATCH through VendorAtDispatch
VOID CallsDeclaredMinimum(PDEVICE_EXTENSION Dev)
{
    VendorAtDispatch(Dev);
}

_IRQL_requires_same_
VOID VendorSame(PDEVICE_EXTENSION Dev);

VOID CallsSame(PDEVICE_EXTENSION Dev)
{
    KIRQL irql;
    KeAcquireSpinLock(&Dev->Lock, &irql);
    VendorSame(Dev); // irql: DISPATCH; locks: Dev->Lock
    KeReleaseSpinLock(&Dev->Lock, irql);
}

#define MY_PASSIVE _IRQL_requires_max_(PASSIVE_LEVEL)

// fact entry: PASSIVE by annotation
MY_PASSIVE
VOID OwnMacro(HANDLE File)
{
    ZwClose(File); // irql: PASSIVE
}

// fact entry: PASSIVE..DISPATCH by annotation
_IRQL_requires_min_(PASSIVE_LEVEL)
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID Both(PDEVICE_EXTENSION Dev)
{
    Dev->Count++; // irql: PASSIVE..DISPATCH
}

// fact entry: unknown
_When_(Wait == TRUE, _IRQL_requires_max_(PASSIVE_LEVEL))
VOID Conditional(PDEVICE_EXTENSION Dev, BOOLEAN Wait)
{
    Dev->Count++; // irql: entry
}

// fact entry: PASSIVE by annotation
_IRQL_always_function_max_(PASSIVE_LEVEL)
VOID Always(PDEVICE_EXTENSION Dev)
{
    Dev->Count++; // irql: PASSIVE
}
