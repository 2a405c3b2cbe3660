/** What is said above callbacks. */
import { describe, expect, it } from "vitest";
import { CallbackLenses } from "../../../../server/src/engine/reading/levels/callbacks.ts";
import type { UnitSession } from "../../../../server/src/engine/unit-session.ts";
import { openUnit, type UnitSettings } from "../../../support/engine.ts";

function open(text: string, settings: UnitSettings = {}, init = ""): UnitSession {
  const session = openUnit(
    [
      { path: "src/driver.c", text },
      { path: "src/init.c", text: init },
    ],
    settings,
  );
  session.check("src/driver.c", ({ message }) => expect.fail(message));
  return session;
}

function edit(session: UnitSession, path: string, from: string, to: string): void {
  const start = (session.text(path) ?? "").indexOf(from);
  session.edit(path, { start, oldEnd: start + from.length, text: to });
  session.check("src/driver.c", ({ message }) => expect.fail(message));
}

/** Function to title. */
function titles(session: UnitSession, lenses = new CallbackLenses(session)): Readonly<Record<string, string>> {
  const text = session.text("src/driver.c") ?? "";
  return Object.fromEntries(
    (lenses.of("src/driver.c") ?? []).map(({ start, end, title }) => [
      text.slice(start, end).replace(/^.*\W/s, ""),
      title,
    ]),
  );
}

const wdm = `#include <ntddk.h>
_Use_decl_annotations_
NTSTATUS
Read(PDEVICE_OBJECT D, PIRP I) { return STATUS_SUCCESS; }
DRIVER_UNLOAD Unload;
void Unload(PDRIVER_OBJECT D) { }
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B) { }
void Helper(void) { }
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    return Start(Driver);
}
`;
const init = `#include <ntddk.h>
NTSTATUS Start(PDRIVER_OBJECT Driver)
{
    Driver->MajorFunction[IRP_MJ_READ] = Read;
    Driver->MajorFunction[IRP_MJ_WRITE] = Read;
    KeInitializeDpc(&Object, Dpc, NULL);
    return STATUS_SUCCESS;
}
`;

describe("lenses", () => {
  it("say as what the system calls a function, at which level, and where it is handed to it", () => {
    expect(titles(open(wdm, {}, init))).toEqual({
      Read: "DRIVER_DISPATCH (IRP_MJ_READ, IRP_MJ_WRITE) · registered at 2 places",
      Unload: "DRIVER_UNLOAD · PASSIVE_LEVEL",
      Dpc: "KDEFERRED_ROUTINE · DISPATCH_LEVEL · registered at init.c:6",
      DriverEntry: "DRIVER_INITIALIZE · PASSIVE_LEVEL",
    });
  });

  it("say a dispatch routine's level where no other driver sends such requests from a level of its own", () => {
    const create = init.replace("IRP_MJ_READ", "IRP_MJ_CREATE").replace("IRP_MJ_WRITE", "IRP_MJ_CLOSE");
    expect(titles(open(wdm, {}, create)).Read).toBe(
      "DRIVER_DISPATCH (IRP_MJ_CREATE, IRP_MJ_CLOSE) · PASSIVE_LEVEL · registered at 2 places",
    );
  });

  it("stand above all of the head", () => {
    const session = open(wdm, {}, init);
    const [read] = new CallbackLenses(session).of("src/driver.c") ?? [];
    expect(session.text("src/driver.c")?.slice(read?.start, read?.end)).toBe("_Use_decl_annotations_\nNTSTATUS\nRead");
  });

  it("stand above a linkage that is on a line of its own", () => {
    const text = `#include <ntddk.h>
int First;
extern "C"
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) { return STATUS_SUCCESS; }
extern "C" {
void Unload(PDRIVER_OBJECT D) { }
void Set(PDRIVER_OBJECT Driver) { Driver->DriverUnload = Unload; }
}
`;
    const session = openUnit([{ path: "driver.cpp", text }]);
    const heads = (new CallbackLenses(session).of("driver.cpp") ?? []).map(({ start, end }) => text.slice(start, end));
    expect(heads).toEqual(['extern "C"\nNTSTATUS DriverEntry', "void Unload"]);
  });

  it("lead to the places", () => {
    const session = open(wdm, {}, init);
    const read = new CallbackLenses(session).of("src/driver.c")?.find(({ title }) => title.includes("DISPATCH ("));
    const text = session.text("src/init.c") ?? "";
    expect(read?.places.map(({ path, start, end }) => [path, text.slice(start - 2, end)])).toEqual([
      ["src/init.c", "= Read"],
      ["src/init.c", "= Read"],
    ]);
  });

  it("follow edits of the file that registers", () => {
    const session = open(wdm, {}, init);
    const lenses = new CallbackLenses(session);
    titles(session, lenses);
    edit(session, "src/init.c", "#include", "\n#include");
    expect(titles(session, lenses).Dpc).toBe("KDEFERRED_ROUTINE · DISPATCH_LEVEL · registered at init.c:7");
    edit(session, "src/init.c", "    KeInitializeDpc(&Object, Dpc, NULL);\n", "");
    expect(titles(session, lenses).Dpc).toBeUndefined();
  });

  it("stay while the function that registers is being typed into", () => {
    const session = open(wdm, {}, init);
    const lenses = new CallbackLenses(session);
    const before = titles(session, lenses);
    edit(session, "src/init.c", "KeInitializeDpc(&Object, Dpc, NULL);", "KeInitializeDpc(&Object, D");
    expect(titles(session, lenses)).toEqual(before);
  });

  it("of Linux code name the kind of routine and its context", () => {
    const linux = `#include <linux/module.h>
static void on_work(struct work_struct *w) { }
static irqreturn_t on_irq(int irq, void *d) { return IRQ_HANDLED; }
static ssize_t on_read(struct file *f, char __user *b, size_t n, loff_t *o) { return 0; }
static const struct file_operations ops = { .read = on_read };
static int __init start(void)
{
	INIT_WORK(&work, on_work);
	return request_irq(1, on_irq, 0, "x", NULL);
}
module_init(start);
`;
    expect(titles(open(linux, { kind: "linux-kernel" }))).toEqual({
      on_work: "work function · process context · registered at driver.c:8",
      on_irq: "interrupt handler · in a hardware interrupt · registered at driver.c:9",
      on_read: "file_operations.read · process context · registered at driver.c:5",
      start: "module initialisation · process context · registered at driver.c:11",
    });
  });
});
