// Which tables of server/data are shipped, by which key they are looked up, and which of their columns are kept.

/** One shipped table. `key` is the column that lookups search; `page` columns are packed with {h} and {n} templates. */
export interface ShippedTable {
  /** File name in server/data without `.tsv`, and of the generated file without `.ts`. */
  readonly file: string;
  /** Name of the exported constant. */
  readonly constant: string;
  readonly key: string;
  readonly columns: readonly string[];
}

/** Every table but irql-raw-values, which serves audits of the data only. */
export const shippedTables: readonly ShippedTable[] = [
  {
    file: "ddi",
    constant: "ddiTable",
    key: "name",
    columns: [
      "header",
      "tech",
      "kind",
      "mode",
      "irql_min",
      "irql_max",
      "irql_confidence",
      "irql_source",
      "dll",
      "lib",
      "min_client",
      "kmdf_ver",
      "ddi_compliance",
      "page",
    ],
  },
  {
    file: "ddi-irql-conditional",
    constant: "conditionalIrqlTable",
    key: "name",
    columns: ["condition", "irql_max_if", "irql_max_otherwise", "source", "page"],
  },
  {
    file: "ddi-methods",
    constant: "methodsTable",
    key: "name",
    columns: ["header", "tech", "irql_min", "irql_max", "irql_confidence", "irql_source", "page"],
  },
  {
    file: "irql-effects",
    constant: "irqlEffectsTable",
    key: "name",
    columns: ["effect", "irql_after", "saves_to", "restores_from", "lock_param", "pairs", "header", "source", "page"],
  },
  {
    file: "call-fixes",
    constant: "callFixesTable",
    key: "name",
    columns: ["platform", "template", "result", "when", "format", "needs", "family", "preferred", "title"],
  },
  {
    file: "callbacks",
    constant: "callbacksTable",
    key: "name",
    columns: [
      "pointer_type",
      "role",
      "header",
      "tech",
      "mode",
      "irql_min",
      "irql_max",
      "irql_confidence",
      "irql_source",
      "page",
    ],
  },
  {
    file: "registrations",
    constant: "registrationsTable",
    key: "register",
    columns: ["kind", "param_index", "param_name", "role_type", "header", "source", "page"],
  },
  {
    file: "deprecated",
    constant: "deprecatedTable",
    key: "name",
    columns: ["kind", "status", "replacement", "since", "header", "source", "page"],
  },
  { file: "kernel-exports", constant: "kernelExportsTable", key: "name", columns: ["module", "source"] },
  {
    file: "usermode",
    constant: "userModeTable",
    key: "name",
    columns: ["dll", "kernel_equivalent", "certainty", "source", "note"],
  },
  {
    file: "usermode-headers",
    constant: "userModeHeadersTable",
    key: "header",
    columns: ["verdict", "instead", "warning", "source", "note", "declares"],
  },
  {
    file: "cpp-runtime",
    constant: "cppRuntimeTable",
    key: "name",
    columns: ["kind", "header", "verdict", "kernel_equivalent", "source", "note"],
  },
  {
    file: "linux-context",
    constant: "linuxContextTable",
    key: "name",
    columns: [
      "kind",
      "may_sleep",
      "atomic_ok",
      "effect",
      "pairs",
      "callback_param",
      "callback_context",
      "header",
      "note",
    ],
  },
  {
    file: "linux-userspace",
    constant: "linuxUserSpaceTable",
    key: "name",
    columns: ["libc_header", "kernel_equivalent", "certainty", "note"],
  },
  {
    file: "linux-headers",
    constant: "linuxHeadersTable",
    key: "header",
    columns: ["instead", "source", "note"],
  },
  { file: "version-checks", constant: "versionChecksTable", key: "name", columns: ["kind", "source"] },
  {
    file: "pool-functions",
    constant: "poolFunctionsTable",
    key: "name",
    columns: [
      "action",
      "scheme",
      "type_param",
      "flags_param",
      "size_param",
      "tag_param",
      "memory_param",
      "quota",
      "priority_param",
      "on_failure",
      "zeroes",
      "zero_tag",
      "min_client",
      "pair",
      "nx_instead",
      "source",
      "note",
    ],
  },
  {
    file: "pool-types",
    constant: "poolTypesTable",
    key: "name",
    columns: ["kind", "value", "memory", "executable", "counterpart", "nx_instead", "min_client", "source", "note"],
  },
  { file: "ntstatus", constant: "ntStatusTable", key: "name", columns: ["value", "meaning"] },
  { file: "control-codes", constant: "controlCodesTable", key: "name", columns: ["kind", "value", "meaning"] },
  { file: "irp-functions", constant: "irpFunctionsTable", key: "name", columns: ["major", "value", "meaning"] },
  { file: "bug-checks", constant: "bugChecksTable", key: "name", columns: ["value", "meaning"] },
  { file: "linux-errno", constant: "linuxErrnoTable", key: "name", columns: ["value", "meaning"] },
  { file: "sal", constant: "salTable", key: "name", columns: ["meaning"] },
  { file: "equivalents", constant: "equivalentsTable", key: "prefast", columns: ["codeql", "needs", "gist"] },
  { file: "sdv-rules", constant: "sdvRulesTable", key: "name", columns: ["framework", "rule_set"] },
];
