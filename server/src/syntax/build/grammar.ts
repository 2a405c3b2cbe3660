/** What the copy of a tree needs to know about each node type of a grammar, resolved once to tables by type id. */
import type { Language as TreeSitterLanguage } from "web-tree-sitter";

/** Properties of a node type, as bits. */
export const TypeFlag = {
  /** A named rule of the grammar and neither an ERROR nor a token that is written in the grammar. */
  named: 1,
  /** Its text says everything: what is below is not copied. */
  leaf: 2,
  /** Punctuation and keywords that the parent's type implies. */
  implied: 4,
  /** Its children are told apart by their types and order alone: no fields have to be asked for. */
  positional: 8,
} as const;

export interface Grammar {
  /** Names by type id; the last one is "ERROR". */
  readonly names: readonly string[];
  readonly flags: Uint8Array;
  /** Names by field id; the empty string where there is no field. */
  readonly fields: readonly string[];
  /** The type id under which ERROR nodes are copied. */
  readonly error: number;
}

/** Node types of a grammar by name, for `TypeFlag`. */
export interface GrammarWords {
  readonly leaves: ReadonlySet<string>;
  readonly implied: ReadonlySet<string>;
  readonly positional: ReadonlySet<string>;
}

/** The node types and fields of a grammar by number. */
export function readGrammar(language: TreeSitterLanguage, words: GrammarWords = wordsOfC): Grammar {
  const names = language.types.map((name) => name ?? "");
  const error = names.length;
  const flags = new Uint8Array(error + 1);
  for (const [id, name] of names.entries()) {
    if (language.nodeTypeIsNamed(id)) {
      flags[id] =
        TypeFlag.named |
        (words.leaves.has(name) || name.startsWith("preproc_") ? TypeFlag.leaf : 0) |
        (words.positional.has(name) ? TypeFlag.positional : 0) |
        (words.implied.has(name) ? TypeFlag.implied : 0);
    } else {
      flags[id] = TypeFlag.leaf | (words.implied.has(name) ? TypeFlag.implied : 0);
    }
  }
  names.push("ERROR");
  return { names, flags, fields: language.fields.map((name) => name ?? ""), error };
}

export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const leaves = wordSet(`identifier type_identifier field_identifier namespace_identifier statement_identifier
  number_literal string_literal char_literal raw_string_literal primitive_type sized_type_specifier
  storage_class_specifier type_qualifier access_specifier virtual_specifier explicit_function_specifier true false null
  this auto decltype operator_name destructor_name field_designator subscript_designator subscript_range_designator
  attribute_declaration attribute_specifier ms_declspec_modifier ms_call_modifier ms_pointer_modifier ms_based_modifier
  noexcept throw_specifier ref_qualifier break_statement continue_statement seh_leave_statement
  lambda_capture_specifier template_parameter_list gnu_asm_expression variadic_parameter alignas_qualifier
  default_method_clause delete_method_clause pure_virtual_clause comment nested_namespace_specifier requires_clause`);

const implied = wordSet(`( ) [ ] { } , ; : ? " ' if else for while do switch case default break continue return goto
  typedef struct union enum class typename template using namespace extern operator sizeof new delete static __try
  __except __finally __leave try catch throw static_assert friend :: [[ ]] comment`);

const positional = wordSet(`call_expression binary_expression unary_expression pointer_expression update_expression
  field_expression subscript_expression subscript_argument_list argument_list parenthesized_expression cast_expression
  comma_expression assignment_expression expression_statement compound_statement return_statement initializer_list
  parameter_list translation_unit field_declaration_list pointer_declarator reference_declarator
  parenthesized_declarator concatenated_string declaration_list else_clause sizeof_expression`);

const wordsOfC: GrammarWords = { leaves, implied, positional };
