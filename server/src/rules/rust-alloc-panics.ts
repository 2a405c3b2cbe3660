/** Reports global allocators that panic where they should return null, in their own methods or in what these call for certain. */
import { type RustPanic, rustBody } from "../analysis/rust/body.ts";
import { ownFunction } from "../analysis/rust/names.ts";
import type { Fix } from "../fixes/fix.ts";
import { returnNullFix } from "../fixes/rust-return-null.ts";
import type { RustFunctionModel } from "../model/rust/crate.ts";
import type { CrateContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const rustAllocPanics = defineRule({
  id: "rust-alloc-panics",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Global allocator that panics instead of returning null",
    why:
      "When pool is short, alloc has to return null: Box::try_new, Vec::try_reserve and the like then give an error that the " +
      "driver can answer. An allocator that panics takes the machine down with whatever the panic handler does, a bug check or a " +
      "thread that hangs for ever; the language calls it undefined behaviour to unwind out of one.",
    language: "rust",
    bad: `struct Pool;

unsafe impl core::alloc::GlobalAlloc for Pool {
    unsafe fn alloc(&self, layout: core::alloc::Layout) -> *mut u8 {
        let memory = unsafe { wdk_sys::ntddk::ExAllocatePool2(wdk_sys::POOL_FLAG_NON_PAGED, layout.size() as u64, 1) };
        if memory.is_null() {
            panic!("out of pool");
        }
        memory.cast()
    }

    unsafe fn dealloc(&self, memory: *mut u8, _: core::alloc::Layout) {
        unsafe { wdk_sys::ntddk::ExFreePool(memory.cast()) }
    }
}`,
    good: `struct Pool;

unsafe impl core::alloc::GlobalAlloc for Pool {
    unsafe fn alloc(&self, layout: core::alloc::Layout) -> *mut u8 {
        unsafe { wdk_sys::ntddk::ExAllocatePool2(wdk_sys::POOL_FLAG_NON_PAGED, layout.size() as u64, 1).cast() }
    }

    unsafe fn dealloc(&self, memory: *mut u8, _: core::alloc::Layout) {
        unsafe { wdk_sys::ntddk::ExFreePool(memory.cast()) }
    }
}`,
    references: [
      "https://doc.rust-lang.org/core/alloc/trait.GlobalAlloc.html",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exallocatepool2",
    ],
  },
  *checkRustFunction(fn, context) {
    if (!isAllocatorMethod(fn) || fn.broken) {
      return;
    }
    for (const panic of panicsOf(fn, context)) {
      yield finding(panic, fn, [], returnNullFix(panic, fn));
    }
    for (const { path } of context.derived(rustBody, fn).calls) {
      const found = panicBehind(path, fn, context, []);
      if (found !== undefined) {
        yield { ...finding(found.panic, fn, found.related, []), at: fn.place(path.nameSpan) };
      }
    }
  },
});

/** Methods that are asked for memory; dealloc has nothing to return, but may not panic either. */
const methods: ReadonlySet<string> = new Set(["alloc", "alloc_zeroed", "realloc", "dealloc"]);

const isAllocatorMethod = ({ name, container }: RustFunctionModel): boolean =>
  container?.kind === "impl" && container.trait?.segments.at(-1) === "GlobalAlloc" && methods.has(name);

/** What panics in a function itself; an index may be in range, and a closure may never run. */
const panicsOf = (fn: RustFunctionModel, context: CrateContext): readonly RustPanic[] =>
  context.derived(rustBody, fn).panics.filter(({ kind, inClosure }) => kind !== "index" && !inClosure);

function finding(panic: RustPanic, fn: RustFunctionModel, related: readonly Related[], fixes: readonly Fix[]): Finding {
  const returnsMemory = fn.name !== "dealloc";
  return {
    at: fn.place(panic.span),
    message: `${fn.name} of a global allocator ${related.length > 0 ? "calls what panics" : `panics: ${panic.name}`}`,
    advice: returnsMemory
      ? "Return a null pointer: the caller knows what to do"
      : "Free the memory, or leave it: nothing else can be done",
    related,
    fixes,
  };
}

interface Behind {
  readonly panic: RustPanic;
  readonly related: readonly Related[];
}

/** Calls that are followed. */
const depthLimit = 4;

/** A panic in the crate's own function that a path means, or in what that calls. */
function panicBehind(
  path: Parameters<typeof ownFunction>[0],
  fn: RustFunctionModel,
  context: CrateContext,
  above: readonly RustFunctionModel[],
): Behind | undefined {
  const own = ownFunction(path, fn, context);
  const callee = own?.item.functions.find(({ syntax }) => syntax === own.syntax);
  if (callee === undefined || callee.broken || above.length >= depthLimit || above.includes(callee)) {
    return undefined;
  }
  const [panic] = panicsOf(callee, context);
  if (panic !== undefined) {
    return { panic, related: [{ at: callee.place(panic.span), message: `${callee.name} panics here: ${panic.name}` }] };
  }
  for (const call of context.derived(rustBody, callee).calls) {
    const found = panicBehind(call.path, callee, context, [...above, callee]);
    if (found !== undefined) {
      const step = {
        at: callee.place(call.path.nameSpan),
        message: `${callee.name} calls ${call.path.segments.at(-1)}`,
      };
      return { panic: found.panic, related: [step, ...found.related] };
    }
  }
  return undefined;
}
