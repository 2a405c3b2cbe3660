/**
 * The syntax of one top-level declaration as plain data: what the model, the analyses and the rules see.
 *
 * Every `start`/`end` is an offset in UTF-16 units from the declaration's first unit, so that a declaration that an
 * edit elsewhere has moved keeps its syntax as it is. A span of a parenthesised expression includes its parentheses.
 * What a grammar cannot express (a branch that is not compiled, an annotation) is blank here and stands in the
 * declaration's side table (`side-table.ts`).
 */

/** A half-open range `[start, end)`, in UTF-16 units from the start of its declaration. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

// ---- expressions ----------------------------------------------------------------------------------------------

/** An identifier, also a qualified one: `Name`, `ns::Name`, `Type<int>::Name` (text as written, without blanks). */
export interface NameExpr extends Span {
  readonly kind: "name";
  readonly name: string;
}

export interface NumberExpr extends Span {
  readonly kind: "number";
  readonly text: string;
  /** The value, where it is an integer that a double holds exactly; else undefined. */
  readonly value: number | undefined;
}

/** A character literal with its prefix and quotes as written; `'abcd'` and `L'x'` included. */
export interface CharExpr extends Span {
  readonly kind: "char";
  readonly text: string;
}

/** One or several adjacent string literals; `parts` as written, with prefix and quotes. */
export interface StringExpr extends Span {
  readonly kind: "string";
  readonly parts: readonly string[];
}

export interface CallExpr extends Span {
  readonly kind: "call";
  readonly callee: Expr;
  readonly args: readonly Expr[];
}

export interface MemberExpr extends Span {
  readonly kind: "member";
  readonly object: Expr;
  readonly arrow: boolean;
  readonly name: string;
  readonly nameSpan: Span;
}

export interface IndexExpr extends Span {
  readonly kind: "index";
  readonly object: Expr;
  readonly index: Expr;
}

/** Prefix operators: `! ~ - + * & ++ --` and C++ spellings (`not`). */
export interface UnaryExpr extends Span {
  readonly kind: "unary";
  readonly op: string;
  readonly operand: Expr;
}

/** `x++`, `x--`. */
export interface PostfixExpr extends Span {
  readonly kind: "postfix";
  readonly op: string;
  readonly operand: Expr;
}

export interface BinaryExpr extends Span {
  readonly kind: "binary";
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
}

/** `=`, `+=`, `|=` ... */
export interface AssignExpr extends Span {
  readonly kind: "assign";
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
}

export interface ConditionalExpr extends Span {
  readonly kind: "conditional";
  readonly condition: Expr;
  /** Absent in GNU's `a ?: b`. */
  readonly whenTrue: Expr | undefined;
  readonly whenFalse: Expr;
}

/** `(T)x`, `T(x)` of a built-in type, `static_cast<T>(x)`: `style` is "c", "function" or the keyword. */
export interface CastExpr extends Span {
  readonly kind: "cast";
  readonly style: string;
  readonly type: TypeName;
  readonly operand: Expr;
}

/** `sizeof`, `alignof`, `offsetof`, `decltype`, `noexcept`: not evaluated; either a type or an expression inside. */
export interface SizeofExpr extends Span {
  readonly kind: "sizeof";
  readonly op: string;
  readonly type: TypeName | undefined;
  readonly operand: Expr | undefined;
}

/** `a, b`. */
export interface CommaExpr extends Span {
  readonly kind: "comma";
  readonly left: Expr;
  readonly right: Expr;
}

/** `{ a, .b = c, [3] = d }`; also C++ `T{a, b}` with its type. */
export interface InitListExpr extends Span {
  readonly kind: "init-list";
  readonly type: TypeName | undefined;
  readonly items: readonly InitItem[];
  /** Set where a long list of plain numbers was left out of the syntax to keep the parse small. */
  readonly elided: boolean;
}

export interface InitItem extends Span {
  /** The designator as written without blanks: `.xMalloc`, `[IRP_MJ_READ]`, `.a.b`; undefined where positional. */
  readonly designator: string | undefined;
  readonly value: Expr;
}

export interface NewExpr extends Span {
  readonly kind: "new";
  readonly placement: readonly Expr[];
  readonly type: TypeName;
  readonly args: readonly Expr[];
  readonly array: boolean;
  /** The number of elements of an array, where written: `n` of `new T[n]`. */
  readonly length: Expr | undefined;
  /** `::new`. */
  readonly global: boolean;
}

export interface DeleteExpr extends Span {
  readonly kind: "delete";
  readonly array: boolean;
  readonly operand: Expr;
}

export interface LambdaExpr extends Span {
  readonly kind: "lambda";
  readonly parameters: readonly Parameter[];
  readonly body: BlockStmt;
}

export interface ThrowExpr extends Span {
  readonly kind: "throw";
  readonly operand: Expr | undefined;
}

/** `({ ... })` of GNU C. */
export interface StatementExpr extends Span {
  readonly kind: "statement-expr";
  readonly body: BlockStmt;
}

/** A type where a macro takes one as its argument: `CONTAINING_RECORD(p, struct S, m)`. */
export interface TypeExpr extends Span {
  readonly kind: "type";
  readonly type: TypeName;
}

/** Anything this syntax has no name for; its parts are kept, so that a walker misses nothing inside. */
export interface UnknownExpr extends Span {
  readonly kind: "unknown-expr";
  readonly children: readonly Expr[];
}

export type Expr =
  | NameExpr
  | NumberExpr
  | CharExpr
  | StringExpr
  | CallExpr
  | MemberExpr
  | IndexExpr
  | UnaryExpr
  | PostfixExpr
  | BinaryExpr
  | AssignExpr
  | ConditionalExpr
  | CastExpr
  | SizeofExpr
  | CommaExpr
  | InitListExpr
  | NewExpr
  | DeleteExpr
  | LambdaExpr
  | ThrowExpr
  | StatementExpr
  | TypeExpr
  | UnknownExpr;

// ---- types ----------------------------------------------------------------------------------------------------

/** A type as written: specifiers and declarator marks, blanks folded (`const UCHAR *`, `PDEVICE_OBJECT`). */
export interface TypeName extends Span {
  readonly text: string;
  /** The last plain name in it without `const`, `struct`...: `UCHAR`, `PDEVICE_OBJECT`, `ns::Lock`. */
  readonly base: string;
  /** Stars and array brackets around the name: `char *argv[]` has 2. */
  readonly pointers: number;
  /** `struct Point` and not `Point`. */
  readonly tag: "struct" | "union" | "enum" | "class" | undefined;
  readonly isConst: boolean;
  /** Set where the type is an array's: `UCHAR [2][N]`, `PVOID [4]`. */
  readonly array?: ArrayMarks;
}

/** The brackets next to the name. */
export interface ArrayMarks {
  /** What stands in them, the first one first; undefined for `[]`. Not among a node's children: it is part of a type. */
  readonly lengths: readonly (Expr | undefined)[];
  /** Whether pointers are in it, and no values of the type's base: `char *names[4]`. */
  readonly ofPointers: boolean;
}

// ---- statements -----------------------------------------------------------------------------------------------

export interface BlockStmt extends Span {
  readonly kind: "block";
  readonly statements: readonly Stmt[];
}

export interface ExprStmt extends Span {
  readonly kind: "expr";
  readonly expr: Expr;
}

export interface DeclStmt extends Span {
  readonly kind: "decl";
  readonly decl: Decl;
}

export interface IfStmt extends Span {
  readonly kind: "if";
  /** C++17 `if (init; cond)`. */
  readonly init: Stmt | undefined;
  /** An expression, or the variable that `if (T x = f())` declares. */
  readonly condition: Expr | VariableDecl;
  readonly whenTrue: Stmt;
  readonly whenFalse: Stmt | undefined;
}

export interface WhileStmt extends Span {
  readonly kind: "while";
  readonly condition: Expr | VariableDecl;
  readonly body: Stmt;
  /** Set where the source has a macro there (`list_for_each_entry(...) {`): a loop whose condition is unknown. */
  readonly macro: string | undefined;
}

export interface DoStmt extends Span {
  readonly kind: "do";
  readonly body: Stmt;
  readonly condition: Expr;
}

export interface ForStmt extends Span {
  readonly kind: "for";
  readonly init: Stmt | undefined;
  readonly condition: Expr | undefined;
  readonly step: Expr | undefined;
  readonly body: Stmt;
}

export interface RangeForStmt extends Span {
  readonly kind: "range-for";
  readonly variable: VariableDecl | undefined;
  readonly range: Expr;
  readonly body: Stmt;
}

export interface SwitchStmt extends Span {
  readonly kind: "switch";
  readonly init: Stmt | undefined;
  readonly condition: Expr | VariableDecl;
  readonly body: Stmt;
}

/** `case value:` or `default:` (value undefined) with the statements up to the next label of the same switch. */
export interface CaseStmt extends Span {
  readonly kind: "case";
  readonly value: Expr | undefined;
  readonly statements: readonly Stmt[];
}

export interface ReturnStmt extends Span {
  readonly kind: "return";
  readonly value: Expr | undefined;
}

export interface BreakStmt extends Span {
  readonly kind: "break";
}

export interface ContinueStmt extends Span {
  readonly kind: "continue";
}

export interface GotoStmt extends Span {
  readonly kind: "goto";
  /** Undefined for a computed goto. */
  readonly label: string | undefined;
}

export interface LabelStmt extends Span {
  readonly kind: "label";
  readonly label: string;
  readonly statement: Stmt | undefined;
}

/** `__try { } __except (filter) { }` or `__finally { }`, in any of the macro spellings. */
export interface SehTryStmt extends Span {
  readonly kind: "seh-try";
  readonly body: BlockStmt;
  readonly filter: Expr | undefined;
  readonly handler: BlockStmt | undefined;
  readonly handlerKind: "except" | "finally" | undefined;
}

export interface LeaveStmt extends Span {
  readonly kind: "leave";
}

export interface CppTryStmt extends Span {
  readonly kind: "cpp-try";
  readonly body: BlockStmt;
  readonly handlers: readonly BlockStmt[];
}

export interface EmptyStmt extends Span {
  readonly kind: "empty";
}

/** Inline assembly (blanked by the mask): opaque, may do anything that does not call. */
export interface AsmStmt extends Span {
  readonly kind: "asm";
}

export interface UnknownStmt extends Span {
  readonly kind: "unknown-stmt";
  readonly children: readonly (Stmt | Expr)[];
}

export type Stmt =
  | BlockStmt
  | ExprStmt
  | DeclStmt
  | IfStmt
  | WhileStmt
  | DoStmt
  | ForStmt
  | RangeForStmt
  | SwitchStmt
  | CaseStmt
  | ReturnStmt
  | BreakStmt
  | ContinueStmt
  | GotoStmt
  | LabelStmt
  | SehTryStmt
  | LeaveStmt
  | CppTryStmt
  | EmptyStmt
  | AsmStmt
  | UnknownStmt;

// ---- declarations ---------------------------------------------------------------------------------------------

export interface Parameter extends Span {
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  readonly type: TypeName;
  readonly defaultValue: Expr | undefined;
}

/** What a function's head says, the same for a definition and a prototype. */
export interface FunctionHead {
  /** The last name: `Foo` of `ns::Cls::Foo`; `operator new`, `~Lock`. */
  readonly name: string;
  /** What stands before it: `ns::Cls`; undefined where nothing does. */
  readonly scope: string | undefined;
  readonly nameSpan: Span;
  readonly returnType: TypeName | undefined;
  readonly parameters: readonly Parameter[];
  readonly parametersSpan: Span;
  readonly variadic: boolean;
  readonly storage: readonly string[];
}

export interface FunctionDefinition extends Span, FunctionHead {
  readonly kind: "function";
  readonly body: BlockStmt;
  /** Member initialisers of a constructor. */
  readonly initialisers: readonly Expr[];
}

export interface Prototype extends Span, FunctionHead {
  readonly kind: "prototype";
}

/** A variable, a field or a role declaration (`DRIVER_DISPATCH Read;` is a variable of type DRIVER_DISPATCH here). */
export interface VariableDecl extends Span {
  readonly kind: "variable";
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeName;
  readonly init: Expr | undefined;
  /** `Lock guard(&lock);`: constructor arguments. */
  readonly args: readonly Expr[] | undefined;
  readonly storage: readonly string[];
  /** `VOID (*Routine)(PVOID)`: a pointer to a function; its parameters. */
  readonly functionPointer: readonly Parameter[] | undefined;
  /** The width of a bit field: `ULONG Pending : 1;`. */
  readonly bits?: Expr;
}

/** `typedef T a, *b;` gives one a name. */
export interface TypedefDecl extends Span {
  readonly kind: "typedef";
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeName;
  /** Where the typedef is of a function or a pointer to one. */
  readonly functionParameters: readonly Parameter[] | undefined;
}

export interface RecordDecl extends Span {
  readonly kind: "record";
  readonly tag: "struct" | "union" | "class";
  readonly name: string | undefined;
  /** Offset of the `{`: what the side table has before it is the record's own, and no member's. */
  readonly bodyStart: number;
  readonly bases: readonly string[];
  readonly members: readonly Decl[];
}

export interface EnumDecl extends Span {
  readonly kind: "enum";
  readonly name: string | undefined;
  readonly enumerators: readonly Enumerator[];
}

export interface Enumerator extends Span {
  readonly name: string;
  readonly value: Expr | undefined;
}

export interface NamespaceDecl extends Span {
  readonly kind: "namespace";
  readonly name: string | undefined;
  readonly members: readonly Decl[];
}

/** One source declaration that declares several things: `int a, *b;`, `typedef struct S {...} S, *PS;`. */
export interface GroupDecl extends Span {
  readonly kind: "group";
  readonly members: readonly Decl[];
}

/** `using namespace std;`, `using A = B;`, `static_assert(...)`, a stray `;`, or what the grammar did not understand. */
export interface OtherDecl extends Span {
  readonly kind: "other";
  readonly text: string;
  readonly children: readonly (Expr | Stmt | Decl)[];
}

export type Decl =
  | FunctionDefinition
  | Prototype
  | VariableDecl
  | TypedefDecl
  | RecordDecl
  | EnumDecl
  | NamespaceDecl
  | GroupDecl
  | OtherDecl;

export type Node = Expr | Stmt | Decl;

/** The syntax of one top-level declaration. */
export interface DeclarationSyntax {
  readonly decls: readonly Decl[];
  /** Spans of ERROR and MISSING nodes. A function that holds one gets no flow findings. */
  readonly errors: readonly Span[];
}
