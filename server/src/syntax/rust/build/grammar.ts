/** What the copy of a tree needs to know about the node types of the Rust grammar. */
import { type GrammarWords, wordSet } from "../../build/grammar.ts";

export const wordsOfRust: GrammarWords = {
  leaves: wordSet(`identifier type_identifier field_identifier shorthand_field_identifier primitive_type integer_literal
    float_literal string_literal raw_string_literal char_literal boolean_literal self super crate mutable_specifier
    visibility_modifier metavariable lifetime label extern_modifier function_modifiers where_clause type_parameters
    token_tree trait_bounds never_type unit_type unit_expression empty_statement fragment_specifier abstract_type
    dynamic_type bounded_type use_bounds for_lifetimes remaining_field_pattern line_comment block_comment`),
  implied:
    wordSet(`( ) [ ] { } , ; : => -> :: # ' " fn struct enum union impl trait mod use let if else match while loop
    for in return break continue yield as where type pub extern async await try gen macro_rules! line_comment
    block_comment`),
  positional: wordSet(`arguments block parenthesized_expression tuple_expression try_expression await_expression
    index_expression unary_expression range_expression expression_statement field_initializer_list match_block
    declaration_list source_file use_list`),
};
