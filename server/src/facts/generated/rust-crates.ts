// Generated from server/data/rust-crates.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const rustCratesTable: PackedTable<"panic_handler" | "source"> = {
  rows: 38,
  keys: [
    `bitfield
bitfield-struct
bitflags
const_format
hashbrown
kernel-log
kernel-print
lazy_static
libm
log
memoffset
ntapi
num-derive
num-traits
obfstr
once_cell
paste
scopeguard
serde
spin
static_assertions
thiserror
thiserror-no-std
uuid
wdk
wdk-alloc
wdk-macros
wdk-panic
wdk-sys
widestring
winapi
windows-core
windows-link
windows-result
windows-strings
windows-sys
windows-targets
zerocopy`,
  ],
  columns: {
    panic_handler: { width: 1, values: `no
yes`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!"!!!!!!!!!!` },
    source: { width: 1, values: `knowledge`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!` },
  },
};
