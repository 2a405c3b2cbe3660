// Generated from server/data/sqlite-functions.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const sqliteFunctionsTable: PackedTable<"irql_max" | "order" | "floats"> = {
  rows: 56,
  keys: [
    `sqlite3_*
sqlite3_auto_extension
sqlite3_bind_double
sqlite3_column_double
sqlite3_compileoption_get
sqlite3_compileoption_used
sqlite3_complete16
sqlite3_config
sqlite3_errstr
sqlite3_exec
sqlite3_get_table
sqlite3_hard_heap_limit64
sqlite3_initialize
sqlite3_interrupt
sqlite3_is_interrupted
sqlite3_libversion
sqlite3_libversion_number
sqlite3_log
sqlite3_malloc
sqlite3_malloc64
sqlite3_mprintf
sqlite3_mutex_alloc
sqlite3_mutex_held
sqlite3_mutex_notheld
sqlite3_open
sqlite3_open16
sqlite3_open_v2
sqlite3_os_end
sqlite3_os_init
sqlite3_prepare
sqlite3_prepare16
sqlite3_prepare16_v2
sqlite3_prepare16_v3
sqlite3_prepare_v2
sqlite3_prepare_v3
sqlite3_randomness
sqlite3_realloc
sqlite3_realloc64
sqlite3_reset_auto_extension
sqlite3_result_double
sqlite3_shutdown
sqlite3_snprintf
sqlite3_soft_heap_limit64
sqlite3_sourceid
sqlite3_step
sqlite3_strglob
sqlite3_stricmp
sqlite3_strlike
sqlite3_strnicmp
sqlite3_threadsafe
sqlite3_value_double
sqlite3_vfs_find
sqlite3_vfs_register
sqlite3_vfs_unregister
sqlite3_vmprintf
sqlite3_vsnprintf`,
  ],
  columns: {
    irql_max: { width: 1, values: `
ANY
APC_LEVEL`, codes: `####""##"####!!""#####!!###!!############!#"#!!!!"#####!` },
    order: { width: 1, values: `after
any
before
begins
initialize
shutdown`, codes: `!%!!""%#"!!%&!!"""%%%%""%%%""!!!!!!%%%%!'"%"!"""""!%%%%"` },
    floats: { width: 1, values: `
yes`, codes: `!!""!!!!!""!!!!!!!!!!!!!!!!!!""""""!!!!"!!!!"!!!!!"!!!!!` },
  },
};
