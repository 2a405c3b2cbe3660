/** Where routines are handed to the system, by everything that does so. */
import { describe, expect, it } from "vitest";
import { fieldOrders } from "../../../server/src/model/contracts/field-orders.ts";
import { registrationsIn, registrationsOfUnit } from "../../../server/src/model/contracts/registrations.ts";
import { parts } from "../../support/engine.ts";
import { oneFile, type TestUnit, testUnit } from "./support.ts";

const { facts } = parts;

/** `Routine ROLE by slot` of all registrations. */
const all = ({ unit }: TestUnit): readonly string[] =>
  registrationsOfUnit(unit, facts).all.map(
    ({ routine, roleType, by, name, source }) =>
      `${routine} ${roleType} ${by} ${name}${source === "documented" ? "" : " by type"}`,
  );

describe("calls", () => {
  it("register the routines among their arguments, behind casts and &", () => {
    const unit = oneFile(`
VOID Start(PDEVICE_EXTENSION e, PIRP Irp, PKSTART_ROUTINE given)
{
    KeInitializeDpc(&e->Dpc, OnDpc, e);
    IoSetCompletionRoutine(Irp, (PIO_COMPLETION_ROUTINE)&OnDone, NULL, TRUE, TRUE, TRUE);
    PsCreateSystemThread(&h, 0, NULL, NULL, NULL, e->Fast ? FastThread : (PKSTART_ROUTINE)SlowThread, e);
    PsCreateSystemThread(&h, 0, NULL, NULL, NULL, given, e);
    WDF_TIMER_CONFIG_INIT(&config, OnTimer);
    WDF_INTERRUPT_CONFIG_INIT(&config, OnInterrupt, NULL);
    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    Unknown(OnDpc);
}
`);
    expect(all(unit)).toEqual([
      "OnDpc KDEFERRED_ROUTINE call KeInitializeDpc",
      "OnDone IO_COMPLETION_ROUTINE call IoSetCompletionRoutine",
      "FastThread KSTART_ROUTINE call PsCreateSystemThread",
      "SlowThread KSTART_ROUTINE call PsCreateSystemThread",
      "OnTimer EVT_WDF_TIMER call WDF_TIMER_CONFIG_INIT",
      "OnInterrupt EVT_WDF_INTERRUPT_ISR call WDF_INTERRUPT_CONFIG_INIT",
    ]);
    const [first] = registrationsIn(unit.fn("Start"), unit.unit, facts);
    expect(first && unit.show(first.place)).toBe("driver.c:4 OnDpc");
    expect(first?.within).toBe(unit.fn("Start"));
  });

  it("of the unit's own functions register by their parameters' types", () => {
    const unit = oneFile(`
VOID SetTimer(PTIMER t, PKDEFERRED_ROUTINE Routine);
VOID KeInitializeDpc(PVOID a, PVOID b, PVOID c) { }
VOID Start(VOID) { SetTimer(&t, OnTick); KeInitializeDpc(&a, OnOther, 0); }
`);
    expect(all(unit)).toEqual(["OnTick KDEFERRED_ROUTINE call SetTimer by type"]);
  });
});

describe("assignments", () => {
  it("to fields of system structures register, chained and through other structures", () => {
    const unit = oneFile(`
typedef struct _GLOBALS { PDRIVER_OBJECT Driver; WDF_DRIVER_CONFIG Config; } GLOBALS, *PGLOBALS;
GLOBALS g;
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING Path)
{
    WDF_PNPPOWER_EVENT_CALLBACKS pnp;
    IO_CONNECT_INTERRUPT_PARAMETERS params;
    PGLOBALS p = &g;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = DriverObject->MajorFunction[IRP_MJ_CLOSE] = Open;
    DriverObject->DriverUnload = Unload;
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->FastIoDispatch->FastIoRead = FastRead;
    p->Driver->DriverStartIo = StartIo;
    g.Config.EvtDriverDeviceAdd = DeviceAdd;
    pnp.EvtDeviceD0Entry = D0Entry;
    params.FullySpecified.ServiceRoutine = Isr;
    ((PDRIVER_OBJECT)p)->DriverUnload = Second;
    DriverObject->DriverUnload = NULL;
    unknown->DriverUnload = Third;
    return 0;
}
`);
    expect(all(unit)).toEqual([
      "Open DRIVER_DISPATCH assignment DRIVER_OBJECT.MajorFunction[IRP_MJ_CREATE]",
      "Open DRIVER_DISPATCH assignment DRIVER_OBJECT.MajorFunction[IRP_MJ_CLOSE]",
      "Unload DRIVER_UNLOAD assignment DRIVER_OBJECT.DriverUnload",
      "AddDevice DRIVER_ADD_DEVICE assignment DRIVER_EXTENSION.AddDevice",
      "FastRead FAST_IO_READ assignment FAST_IO_DISPATCH.FastIoRead",
      "StartIo DRIVER_STARTIO assignment DRIVER_OBJECT.DriverStartIo",
      "DeviceAdd EVT_WDF_DRIVER_DEVICE_ADD assignment WDF_DRIVER_CONFIG.EvtDriverDeviceAdd",
      "D0Entry EVT_WDF_DEVICE_D0_ENTRY assignment WDF_PNPPOWER_EVENT_CALLBACKS.EvtDeviceD0Entry",
      "Isr KSERVICE_ROUTINE assignment IO_CONNECT_INTERRUPT_PARAMETERS.FullySpecified.ServiceRoutine",
      "Second DRIVER_UNLOAD assignment DRIVER_OBJECT.DriverUnload",
    ]);
  });

  it("to the unit's own fields and variables register by their types", () => {
    const unit = oneFile(`
typedef struct { PKDEFERRED_ROUTINE Routine; int (*Other)(int); } WORK;
PDRIVER_CANCEL g_Cancel;
VOID F(WORK* w, PDRIVER_CANCEL local) { w->Routine = Tick; w->Other = Nothing; g_Cancel = Cancel; local = Cancel; w->Routine = g_Cancel; }
`);
    expect(all(unit)).toEqual([
      "Tick KDEFERRED_ROUTINE assignment WORK.Routine by type",
      "Cancel DRIVER_CANCEL assignment g_Cancel by type",
    ]);
  });

  it("in methods know the class's fields", () => {
    const unit = oneFile(
      `
struct Base { PDRIVER_OBJECT m_Driver; };
class Device : public Base { WDF_DRIVER_CONFIG m_Config; void Start(); static EVT_WDF_DRIVER_DEVICE_ADD Add; static void Gone(PDRIVER_OBJECT d); };
void Device::Start() { m_Config.EvtDriverDeviceAdd = Add; this->m_Driver->DriverUnload = Device::Gone; }
NTSTATUS Device::Add(WDFDRIVER d, PWDFDEVICE_INIT i) { return 0; }
void Device::Gone(PDRIVER_OBJECT d) { }
`,
      "device.cpp",
    );
    expect(all(unit)).toEqual([
      "Add EVT_WDF_DRIVER_DEVICE_ADD assignment WDF_DRIVER_CONFIG.EvtDriverDeviceAdd",
      "Device::Gone DRIVER_UNLOAD assignment DRIVER_OBJECT.DriverUnload",
    ]);
    const index = registrationsOfUnit(unit.unit, facts);
    expect(index.of(unit.fn("Add")).map(({ roleType }) => roleType)).toEqual(["EVT_WDF_DRIVER_DEVICE_ADD"]);
    expect(index.of(unit.fn("Gone")).map(({ roleType }) => roleType)).toEqual(["DRIVER_UNLOAD"]);
  });
});

describe("initialisers", () => {
  it("register by position where the order of the fields is known, and by name", () => {
    const unit = oneFile(`
const FLT_OPERATION_REGISTRATION Callbacks[] = {
    { IRP_MJ_CREATE, 0, PreCreate, PostCreate },
    { IRP_MJ_READ, 0, NULL, (PFLT_POST_OPERATION_CALLBACK)PostRead },
    { IRP_MJ_OPERATION_END }
};
const FLT_REGISTRATION Filter = { sizeof(FLT_REGISTRATION), FLT_REGISTRATION_VERSION, 0, NULL, Callbacks, Unload, Setup };
static WSK_CLIENT_DISPATCH dispatch = { .WskClientEvent = OnClient };
KSPIN_DISPATCH pin = { Create, 0, Process };
`);
    expect(all(unit)).toEqual([
      "PreCreate PFLT_PRE_OPERATION_CALLBACK initialiser FLT_OPERATION_REGISTRATION.PreOperation[IRP_MJ_CREATE]",
      "PostCreate PFLT_POST_OPERATION_CALLBACK initialiser FLT_OPERATION_REGISTRATION.PostOperation[IRP_MJ_CREATE]",
      "PostRead PFLT_POST_OPERATION_CALLBACK initialiser FLT_OPERATION_REGISTRATION.PostOperation[IRP_MJ_READ]",
      "Unload PFLT_FILTER_UNLOAD_CALLBACK initialiser FLT_REGISTRATION.FilterUnloadCallback",
      "Setup PFLT_INSTANCE_SETUP_CALLBACK initialiser FLT_REGISTRATION.InstanceSetupCallback",
      "OnClient PFN_WSK_CLIENT_EVENT initialiser WSK_CLIENT_DISPATCH.WskClientEvent",
      "Create PFNKSPINIRP initialiser KSPIN_DISPATCH.Create",
      "Process PFNKSPIN initialiser KSPIN_DISPATCH.Process",
    ]);
  });

  it("of the unit's own structures and tables register by their fields' types", () => {
    const unit = oneFile(`
typedef struct _ENTRY { ULONG Code; struct { PDRIVER_DISPATCH Handler; } Inner; PKDEFERRED_ROUTINE Dpc; } ENTRY;
static const ENTRY table[] = { { 1, { Read }, Tick }, { .Dpc = Tock, .Inner = { .Handler = Write } } };
PDRIVER_DISPATCH handlers[2] = { Create, Close };
VOID F(VOID) { ENTRY e = { 3, { Local } }; }
`);
    expect(all(unit).map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "Read DRIVER_DISPATCH",
      "Tick KDEFERRED_ROUTINE",
      "Tock KDEFERRED_ROUTINE",
      "Write DRIVER_DISPATCH",
      "Create DRIVER_DISPATCH",
      "Close DRIVER_DISPATCH",
      "Local DRIVER_DISPATCH",
    ]);
  });

  it("by position agree with the facts about the structures", () => {
    for (const [structure, order] of fieldOrders) {
      const known = facts.fieldRegistrationsOf(structure).map(({ field }) => field);
      expect(known.length, structure).toBeGreaterThan(0);
      expect(
        known.filter((field) => !order.includes(field)),
        structure,
      ).toEqual([]);
    }
  });
});

describe("Linux registrations", () => {
  it("are calls, fields and macros at file scope", () => {
    const unit = oneFile(
      `
static int my_probe(struct pci_dev *d, const struct pci_device_id *i) { return request_irq(1, my_irq, 0, "x", d); }
static struct pci_driver driver = { .name = "x", .probe = my_probe, .remove = my_remove };
static const struct file_operations fops = { .read = my_read };
static DECLARE_WORK(work, my_work);
module_init(my_start);
static void arm(struct my *m) { timer_setup(&m->timer, my_timer, 0); m->ops.probe = other; }
`,
      "m.c",
      "linux",
    );
    const registered = registrationsOfUnit(unit.unit, facts).all;
    expect(
      registered.map(({ routine, by, linux }) => `${routine} ${by} ${linux?.name} ${linux?.callbackContext}`),
    ).toEqual([
      "my_irq call request_irq hardirq",
      "my_probe initialiser pci_driver.probe process",
      "my_remove initialiser pci_driver.remove process",
      "my_read initialiser file_operations.read process",
      "my_work macro DECLARE_WORK process",
      "my_start macro module_init process",
      "my_timer call timer_setup softirq",
    ]);
  });
});

describe("a unit's registrations", () => {
  it("belong to the definition that the language means", () => {
    const unit = testUnit([
      { path: "a.c", text: "static VOID Tick(PKDPC d) { }\nVOID A(VOID) { KeInitializeDpc(&d, Tick, 0); }\n" },
      { path: "b.c", text: "static VOID Tick(PKDPC d) { }\n" },
      { path: "c.c", text: "VOID C(VOID) { KeInitializeDpc(&d, Shared, 0); KeInitializeDpc(&d, Tick, 0); }\n" },
      { path: "d.c", text: "VOID Shared(PKDPC d) { }\n" },
    ]);
    const index = registrationsOfUnit(unit.unit, facts);
    expect(unit.unit.functions("Tick").map((fn) => index.of(fn).length)).toEqual([1, 0]);
    expect(index.of(unit.fn("Shared")).length).toBe(1);
    expect(index.all.length).toBe(3);
  });

  it("are the sum of what each function and declaration has, after edits too", () => {
    const unit = oneFile("VOID A(VOID) { KeInitializeDpc(&d, One, 0); }\nVOID B(VOID) { }\n");
    expect(all(unit)).toEqual(["One KDEFERRED_ROUTINE call KeInitializeDpc"]);
    unit.replace("driver.c", "One", "Two");
    expect(all(unit)).toEqual(["Two KDEFERRED_ROUTINE call KeInitializeDpc"]);
    const asked: string[] = [];
    registrationsOfUnit(unit.unit, facts, (fn) => {
      asked.push(fn.name);
      return [];
    });
    expect(asked).toEqual(["A", "B"]);
  });
});
