/**
 * What SQLite has without compile-time options, as the templates of drivers compile it, and which option brings the rest:
 * "Built-In Scalar SQL Functions", "Date And Time Functions", "Built-in Aggregate Functions", "Window Functions", "JSON
 * Functions" and "Compile-time Options" (sqlite.org).
 */

/** In lower case. */
export const builtInFunctions: ReadonlySet<string> = new Set(
  (
    "abs changes char coalesce concat concat_ws format glob hex if ifnull iif instr last_insert_rowid length like likelihood " +
    "likely lower ltrim max min nullif octet_length printf quote random randomblob replace round rtrim sign " +
    "sqlite_compileoption_get sqlite_compileoption_used sqlite_source_id sqlite_version substr substring subtype " +
    "total_changes trim typeof unhex unicode unistr unistr_quote unlikely upper zeroblob " +
    "date datetime julianday strftime time timediff unixepoch current_date current_time current_timestamp " +
    "avg count group_concat string_agg sum total " +
    "cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number " +
    "json json_array json_array_insert json_array_length json_each json_error_position json_extract json_group_array " +
    "json_group_object json_insert json_object json_patch json_pretty json_quote json_remove json_replace json_set json_tree " +
    "json_type json_valid jsonb jsonb_array jsonb_array_insert jsonb_each jsonb_extract jsonb_group_array jsonb_group_object " +
    "jsonb_insert jsonb_object jsonb_patch jsonb_remove jsonb_replace jsonb_set jsonb_tree"
  ).split(" "),
);

/** Functions of the modules below; who has the module has them. */
export const moduleFunctions: ReadonlySet<string> = new Set(
  "bm25 fts3_tokenizer highlight matchinfo offsets optimize rtreecheck rtreedepth rtreenode snippet".split(" "),
);

const mathFunctions =
  "acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln log log10 log2 mod pi pow power radians " +
  "sin sinh sqrt tan tanh trunc";

/** Functions that an option brings, in lower case. */
export const functionOptions: ReadonlyMap<string, string> = new Map([
  ...mathFunctions.split(" ").map((name) => [name, "SQLITE_ENABLE_MATH_FUNCTIONS"] as const),
  ...["median", "percentile", "percentile_cont", "percentile_disc"].map(
    (name) => [name, "SQLITE_ENABLE_PERCENTILE"] as const,
  ),
  ["soundex", "SQLITE_SOUNDEX"],
  ["sqlite_offset", "SQLITE_ENABLE_OFFSET_SQL_FUNC"],
]);

export const builtInCollations: ReadonlySet<string> = new Set(["binary", "nocase", "rtrim"]);

/** Modules that an option brings. Those without an option, as json_each, are part of SQLite and make no tables of a schema. */
export const moduleOptions: ReadonlyMap<string, string> = new Map([
  ["fts3", "SQLITE_ENABLE_FTS3"],
  ["fts4", "SQLITE_ENABLE_FTS4"],
  ["fts4aux", "SQLITE_ENABLE_FTS4"],
  ["fts3tokenize", "SQLITE_ENABLE_FTS4"],
  ["fts5", "SQLITE_ENABLE_FTS5"],
  ["fts5vocab", "SQLITE_ENABLE_FTS5"],
  ["rtree", "SQLITE_ENABLE_RTREE"],
  ["rtree_i32", "SQLITE_ENABLE_RTREE"],
  ["geopoly", "SQLITE_ENABLE_GEOPOLY"],
  ["dbstat", "SQLITE_ENABLE_DBSTAT_VTAB"],
  ["sqlite_dbpage", "SQLITE_ENABLE_DBPAGE_VTAB"],
  ["bytecode", "SQLITE_ENABLE_BYTECODE_VTAB"],
  ["tables_used", "SQLITE_ENABLE_BYTECODE_VTAB"],
  ["sqlite_stmt", "SQLITE_ENABLE_STMTVTAB"],
  ["carray", "SQLITE_ENABLE_CARRAY"],
]);
