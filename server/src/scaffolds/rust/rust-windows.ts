/** A driver in Rust, without a framework: what `templates/wdm` is in C. */
import { providerQuestion, tasksQuestion } from "../questions.ts";
import { tasksFile } from "../tasks-file.ts";
import type { Answers, Question, Template } from "../template.ts";

const bindingsQuestion: Question = {
  id: "bindings",
  title: "Declarations of the kernel",
  detail: "Where the driver has the kernel's functions and structures from",
  choices: [
    {
      value: "own",
      label: "Of its own",
      detail:
        "What it needs, in one file: builds with stable Rust and the libraries of the driver kit, and nothing else",
    },
    {
      value: "wdk-sys",
      label: "windows-drivers-rs",
      detail: "Microsoft's crates: all of the kit's headers, packaged by cargo-wdk; needs LLVM and crates.io",
    },
  ],
  initial: () => "own",
  mistake: () => undefined,
};

const isOwn = (answers: Answers): boolean => answers.get("bindings") !== "wdk-sys";
const isOfCrates = (answers: Answers): boolean => !isOwn(answers);

export const rustWindows: Template = {
  id: "rust-windows",
  title: "Rust driver for Windows",
  detail:
    "A control device with reads, writes and buffered IOCTLs in no_std Rust, over a small safe layer, and a program",
  kind: "project",
  platform: "windows",
  folder: "rust-windows",
  questions: [providerQuestion, bindingsQuestion, tasksQuestion],
  files: [
    { source: "src/lib.rs" },
    { source: "src/store.rs" },
    { source: "src/kernel/mod.rs" },
    { source: "src/kernel/driver.rs" },
    { source: "src/kernel/device.rs" },
    { source: "src/kernel/request.rs" },
    { source: "src/kernel/error.rs" },
    { source: "src/kernel/string.rs" },
    { source: "src/kernel/lock.rs" },
    { source: "src/kernel/pool.rs" },
    { source: "src/kernel/print.rs" },
    { source: "src/kernel/panic.rs" },
    { source: "src/kernel/ffi.rs", wanted: isOwn },
    { source: "src/kernel/ffi-wdk.rs", target: "src/kernel/ffi.rs", wanted: isOfCrates },
    { source: "protocol/src/lib.rs" },
    { source: "protocol/Cargo.toml" },
    { source: "client/src/main.rs" },
    { source: "client/src/device.rs" },
    { source: "client/Cargo.toml" },
    { source: "Cargo.toml", wanted: isOwn },
    { source: "Cargo-wdk.toml", target: "Cargo.toml", wanted: isOfCrates },
    { source: "build.rs", wanted: isOwn },
    { source: "build-wdk.rs", target: "build.rs", wanted: isOfCrates },
    { source: "cargo-config.toml", target: ".cargo/config.toml" },
    { source: "newdriver.inx" },
    { source: "README.md" },
    { source: "BUILD.md", wanted: isOwn },
    { source: "BUILD-wdk.md", target: "BUILD.md", wanted: isOfCrates },
    { source: "gitignore", target: ".gitignore" },
    tasksFile,
  ],
  opens: "src/lib.rs",
};
