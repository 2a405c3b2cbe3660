/** The tables that rules of Rust drivers ask. */
import { describe, expect, it } from "vitest";
import { loadFacts } from "../../server/src/facts/index.ts";

const facts = loadFacts();

describe("facts of Rust drivers", () => {
  it("know whose status may not be dropped", () => {
    expect(facts.statusFunction("IoCreateDevice")).toEqual({ name: "IoCreateDevice", undoParameter: undefined });
    expect(facts.statusFunction("PsSetCreateProcessNotifyRoutineEx")?.undoParameter).toBe(1);
    expect(facts.statusFunction("WdfIoQueueCreate")).toBeDefined();
    for (const name of ["ZwClose", "IoDeleteSymbolicLink", "KeWaitForSingleObject", "DbgPrint", "IofCallDriver"]) {
      expect(facts.statusFunction(name)).toBeUndefined();
    }
  });

  it("know which crates bring a panic handler, under both spellings", () => {
    expect(["wdk-panic", "wdk_panic", "wdk-sys", "lazy-static", "another"].map(facts.bringsPanicHandler)).toEqual([
      true,
      true,
      false,
      false,
      undefined,
    ]);
  });

  it.each([
    ["std::ptr::null_mut", "core::ptr::null_mut"],
    ["std::ptr", "core::ptr"],
    ["std::sync::Arc", "alloc::sync::Arc"],
    ["std::sync::atomic::AtomicU32", "core::sync::atomic::AtomicU32"],
    ["std::alloc::GlobalAlloc", "core::alloc::GlobalAlloc"],
    ["std::alloc::handle_alloc_error", "alloc::alloc::handle_alloc_error"],
    ["std::ffi::c_void", "core::ffi::c_void"],
    ["std::os::raw::c_void", "core::ffi::c_void"],
    ["std::collections::HashMap", undefined],
    ["std::sync::Mutex", undefined],
    ["std::fs", undefined],
    ["std", undefined],
    ["core::ptr", undefined],
  ])("%s is %s without std", (path, expected) => {
    expect(facts.pathWithoutStd(path.split("::"))?.join("::")).toBe(expected);
  });
});
