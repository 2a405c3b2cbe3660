/** What runs at a raised IRQL in a Rust driver while somebody types. */
import { beforeAll, describe, expect, it } from "vitest";
import { findingsOf, loadRust, openSession } from "../../support/engine.ts";

const path = "/driver/src/lib.rs";
const text = `#![no_std]
use wdk_sys::{PKDPC, PVOID};

extern "C" fn on_dpc(_: PKDPC, context: PVOID, _: PVOID, _: PVOID) {
    helper(Some(context));
}

fn helper(value: Option<PVOID>) -> PVOID {
    value.unwrap()
}

pub fn elsewhere(value: u32) -> u32 {
    value
}
`;

const half = (line: string) => text.replace("    value\n}", `    ${line}\n}`);

describe("functions that only raised code calls", () => {
  beforeAll(loadRust);

  const hints = (source: string) => findingsOf(openSession([{ path, text: source }]), path).map(({ rule }) => rule);

  it("are known", () => {
    expect(hints(text)).toEqual(["rust-panic-at-raised-irql"]);
  });

  it("stay known while another function is half written", () => {
    expect(hints(half("value + (("))).toEqual(["rust-panic-at-raised-irql"]);
  });

  it("are known no longer where what is half written names them", () => {
    expect(hints(half("helper(None) + (("))).toEqual([]);
  });
});
