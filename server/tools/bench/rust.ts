/** What a keystroke costs in a crate of Rust whose one file has any length. */
import { performance } from "node:perf_hooks";
import { CrateSession } from "../../src/engine/crate-session.ts";
import { finish } from "../../src/engine/steps.ts";
import type { EngineParts } from "../../src/engine/unit-session.ts";
import type { DriverUnit } from "../../src/model/unit/types.ts";
import { percentile, placeIn, round, typed } from "./editor-latency.ts";

export interface CrateCost {
  /** Until the file's findings are there. */
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
  readonly fresh_ms: number;
  readonly grammar_ms: number;
}

/** Types a character and takes it back, at places all over the file, with the check after each. */
export async function crateCost(lines: number, unit: DriverUnit, parts: EngineParts): Promise<CrateCost> {
  const loading = performance.now();
  const parser = await parts.rust.load();
  const grammar = performance.now() - loading;
  const path = "src/lib.rs";
  const text = crateText(lines);
  const driver: DriverUnit = { ...unit, language: "rust", origin: "cargo", sources: [path] };
  const started = performance.now();
  const input = { driver, files: [{ path, text }], targetWindows: undefined };
  const session = finish(CrateSession.opening(input, parts, parser));
  session.check(path, () => {});
  const fresh = performance.now() - started;
  const times: number[] = [];
  for (let index = 0; index < 300; index++) {
    const at = placeIn(text, index);
    for (const edit of [
      { start: at, oldEnd: at, text: typed[index % typed.length] ?? "x" },
      { start: at, oldEnd: at + 1, text: "" },
    ]) {
      const before = performance.now();
      session.edit(path, edit);
      session.check(path, () => {});
      times.push(performance.now() - before);
    }
  }
  return {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    worst: percentile(times, 1),
    fresh_ms: round(fresh),
    grammar_ms: round(grammar),
  };
}

/** Rust of at least so many lines: the shapes of a driver's daily work. */
function crateText(lines: number): string {
  const parts = [head];
  for (let count = lineCount(head), index = 0; count < lines; index++) {
    const text = shapes[index % shapes.length]?.(index) ?? "";
    parts.push(text);
    count += lineCount(text);
  }
  return parts.join("");
}

const lineCount = (text: string): number => text.split("\n").length - 1;

const head = `#![no_std]
extern crate alloc;

use alloc::vec::Vec;
use wdk_sys::ntddk::{ExAllocatePool2, ExFreePool, KeAcquireSpinLockRaiseToDpc, KeReleaseSpinLock};
use wdk_sys::{KIRQL, KSPIN_LOCK, NTSTATUS, PDEVICE_OBJECT, PIRP, STATUS_SUCCESS, STATUS_UNSUCCESSFUL};

#[panic_handler]
fn panic(_info: &core::panic::PanicInfo) -> ! {
    loop {}
}

`;

const shapes: readonly ((index: number) => string)[] = [
  (index) => `/// Keeps what came in until somebody asks for it.
pub struct Queue${index} {
    lock: KSPIN_LOCK,
    entries: Vec<Entry${index}>,
    name: &'static str,
}

#[derive(Clone, Copy)]
pub struct Entry${index} {
    key: u32,
    value: [u8; 16],
}

`,
  (index) => `impl Queue${index - 1} {
    pub fn push(&mut self, entry: Entry${index - 1}) -> NTSTATUS {
        let irql: KIRQL = unsafe { KeAcquireSpinLockRaiseToDpc(&mut self.lock) };
        let result = if self.entries.try_reserve(1).is_ok() {
            self.entries.push(entry);
            STATUS_SUCCESS
        } else {
            STATUS_UNSUCCESSFUL
        };
        unsafe { KeReleaseSpinLock(&mut self.lock, irql) };
        result
    }

    pub fn find(&self, key: u32) -> Option<&Entry${index - 1}> {
        // A '"' in a comment, and a lifetime: 'a.
        self.entries.iter().find(|entry| entry.key == key)
    }
}

`,
  (index) => `pub unsafe extern "C" fn dispatch_${index}(_device: PDEVICE_OBJECT, irp: PIRP) -> NTSTATUS {
    let memory = unsafe { ExAllocatePool2(0x40, 4096, u32::from_ne_bytes(*b"hcnB")) };
    if memory.is_null() {
        return STATUS_UNSUCCESSFUL;
    }
    match unsafe { (*irp).Cancel } {
        0 => {
            let text = r#"raw "text" with { braces"#;
            log(text, 'x', b'\\'');
        }
        _ => helper_${index}(&[1, 2, 3], |x| x + 1),
    }
    unsafe { ExFreePool(memory) };
    STATUS_SUCCESS
}

fn helper_${index}<F: Fn(u32) -> u32>(values: &[u32], step: F) {
    for (at, value) in values.iter().enumerate() {
        if step(*value) > at as u32 {
            continue;
        }
        log("none", 'n', 0);
    }
}

`,
];
