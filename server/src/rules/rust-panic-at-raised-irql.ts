/** Hints at unwrap, expect, panics and indexing in Rust code that runs at DISPATCH_LEVEL or above. */
import { type RustPanic, rustBody } from "../analysis/rust/body.ts";
import { raisedBy, raisedFunctions } from "../analysis/rust/raised.ts";
import { raisedRegions } from "../analysis/rust/regions.ts";
import type { RustFunctionModel } from "../model/rust/crate.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const rustPanicAtRaisedIrql = defineRule({
  id: "rust-panic-at-raised-irql",
  severity: "hint",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Code that may panic at a raised IRQL",
    why:
      "A panic handler formats a message and often waits or touches pageable memory, which stops the machine at DISPATCH_LEVEL with " +
      "IRQL_NOT_LESS_OR_EQUAL (0xA); one that loops for ever never gives the processor back (DPC_WATCHDOG_VIOLATION, 0x133), and a " +
      "spin lock that is held stays held. In a DPC, an interrupt routine or under a lock an unexpected value is better answered than panicked on.",
    language: "rust",
    bad: `unsafe extern "C" fn on_timer(_: wdk_sys::PKDPC, context: wdk_sys::PVOID, _: wdk_sys::PVOID, _: wdk_sys::PVOID) {
    let state = unsafe { context.cast::<Option<u32>>().as_ref() }.unwrap();
    COUNT.store(state.unwrap_or(0), core::sync::atomic::Ordering::Relaxed);
}

static COUNT: core::sync::atomic::AtomicU32 = core::sync::atomic::AtomicU32::new(0);`,
    good: `unsafe extern "C" fn on_timer(_: wdk_sys::PKDPC, context: wdk_sys::PVOID, _: wdk_sys::PVOID, _: wdk_sys::PVOID) {
    let Some(state) = (unsafe { context.cast::<Option<u32>>().as_ref() }) else {
        return;
    };
    COUNT.store(state.unwrap_or(0), core::sync::atomic::Ordering::Relaxed);
}

static COUNT: core::sync::atomic::AtomicU32 = core::sync::atomic::AtomicU32::new(0);`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/managing-hardware-priorities",
      "https://doc.rust-lang.org/nomicon/panic-handler.html",
    ],
  },
  *checkCrate(crate, context) {
    const functions = raisedFunctions(crate, context);
    for (const fn of crate.functions) {
      const { panics } = context.derived(rustBody, fn);
      if (panics.length === 0 || fn.broken) {
        continue;
      }
      const whole = functions.get(fn);
      for (const panic of panics) {
        const region = whole === undefined ? context.derived(raisedRegions, fn).get(panic.node) : undefined;
        const reasons = whole ?? (region === undefined ? undefined : [raisedBy(region, fn)]);
        if (reasons !== undefined && !panic.inClosure && !isMeant(panic)) {
          yield finding(panic, fn, reasons);
        }
      }
    }
  },
});

/** An assertion says that somebody has thought of it. */
const isMeant = ({ kind, name }: RustPanic): boolean => kind === "macro" && name.startsWith("assert");

function finding(panic: RustPanic, fn: RustFunctionModel, related: readonly Related[]): Finding {
  const what = panic.kind === "index" ? "An index that is out of range panics" : `${panic.name} may panic`;
  return {
    at: fn.place(panic.span),
    message: `${panic.kind === "macro" ? `${panic.name} panics` : what} at DISPATCH_LEVEL or above`,
    advice:
      panic.kind === "index" ? "Use get and answer None" : "Answer what was not expected: return, or take a default",
    related,
  };
}
