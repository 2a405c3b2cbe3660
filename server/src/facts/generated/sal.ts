// Generated from server/data/sal.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const salTable: PackedTable<"meaning"> = {
  rows: 90,
  keys: [
    `_Acquires_exclusive_lock_
_Acquires_lock_
_Acquires_nonreentrant_lock_
_Acquires_shared_lock_
_Analysis_assume_
_At_
_Check_return_
_Dispatch_type_
_Field_size_
_Field_size_bytes_
_Frees_ptr_
_Frees_ptr_opt_
_Function_class_
_Guarded_by_
_Has_lock_kind_
_IRQL_is_cancel_
_IRQL_raises_
_IRQL_requires_
_IRQL_requires_max_
_IRQL_requires_min_
_IRQL_requires_same_
_IRQL_restores_
_IRQL_restores_global_
_IRQL_saves_
_IRQL_saves_global_
_In_
_In_opt_
_In_opt_z_
_In_reads_
_In_reads_bytes_
_In_reads_bytes_opt_
_In_reads_opt_
_In_z_
_Inout_
_Inout_opt_
_Inout_updates_
_Inout_updates_bytes_
_Interlocked_
_Kernel_acquires_resource_
_Kernel_float_restored_
_Kernel_float_saved_
_Kernel_float_used_
_Kernel_releases_resource_
_Kernel_requires_resource_held_
_Kernel_requires_resource_not_held_
_Must_inspect_result_
_Out_
_Out_opt_
_Out_writes_
_Out_writes_bytes_
_Out_writes_bytes_opt_
_Out_writes_bytes_to_
_Out_writes_opt_
_Out_writes_to_
_Out_writes_z_
_Outptr_
_Outptr_opt_
_Outptr_result_maybenull_
_Post_invalid_
_Post_maybenull_
_Post_notnull_
_Pre_maybenull_
_Pre_notnull_
_Releases_exclusive_lock_`,
    `_Releases_lock_
_Releases_nonreentrant_lock_
_Releases_shared_lock_
_Requires_exclusive_lock_held_
_Requires_lock_held_
_Requires_lock_not_held_
_Requires_no_locks_held_
_Requires_shared_lock_held_
_Reserved_
_Ret_maybenull_
_Ret_notnull_
_Success_
_Use_decl_annotations_
_When_
__drv_aliasesMem
__drv_allocatesMem
__drv_dispatchType
__drv_freesMem
__drv_functionClass
__drv_maxIRQL
__drv_minIRQL
__drv_raisesIRQL
__drv_requiresIRQL
__drv_restoresIRQL
__drv_sameIRQL
__drv_savesIRQL`,
  ],
  columns: {
    meaning: { width: 1, values: `a buffer of so many bytes that is read
a buffer of so many bytes that is read and written
a buffer of so many bytes that is read; it may be NULL
a buffer of so many elements that is read
a buffer of so many elements that is read and written
a buffer of so many elements that is read; it may be NULL
a buffer with room for so many bytes that is written
a buffer with room for so many bytes that is written if it is not NULL
a buffer with room for so many characters; a string that ends with zero is written
a buffer with room for so many elements that is written
a buffer with room for so many elements that is written if it is not NULL
a buffer with room for the first number of bytes, of which the second number is written
a buffer with room for the first number of elements, of which the second number is written
a cancel routine: it is entered with the cancel spin lock held
a pointer is stored there for the caller
a pointer is stored there for the caller if it is not NULL
a pointer, or NULL, is stored there for the caller
a string that ends with zero and is read
a string that ends with zero and is read; it may be NULL
an argument that is only read; a pointer must not be NULL
an argument that is only read; it may be NULL
change it with Interlocked functions only
frees memory of this kind
frees the memory
frees the memory if it is not NULL
keeps the memory: the caller does not free it
may be NULL after the call
may be NULL at the call
may be called at this IRQL or above
may be called at this IRQL or above; today _IRQL_requires_min_
may be called at this IRQL or below
may be called at this IRQL or below; today _IRQL_requires_max_
may return NULL: test it
must be 0 or NULL
must be called at exactly this IRQL
must be called at exactly this IRQL; today _IRQL_requires_
never returns NULL
no lock may be held at the call
not NULL after the call
not NULL at the call
raises the IRQL to this level and returns there
raises the IRQL to this level; today _IRQL_raises_
read and written if it is not NULL
read and written; must not be NULL
restores the floating point state
returns at the IRQL at which it was called
returns at the IRQL at which it was called; today _IRQL_requires_same_
returns with the lock held
returns with the lock held exclusively
returns with the lock held, shared
returns with the lock held; taking it twice deadlocks
returns with the resource held
saves the floating point state
the IRQL goes back to the value here
the IRQL goes back to the value here; today _IRQL_restores_
the IRQL goes back to what was saved in something that is not a parameter
the analysis takes the condition as true; nothing happens at run time
the annotation holds only under the condition
the annotation is about the named expression, not about what it stands on
the annotations of the declaration hold for this definition
the dispatch routine is for this IRP_MJ_ function
the dispatch routine is for this IRP_MJ_ function; today _Dispatch_type_
the exclusively held lock is released
the field points to so many bytes
the field points to so many elements
the function is of this role type
the function is of this role type; today _Function_class_
the lock is released
the lock must be held at the call
the lock must be held exclusively at the call
the lock must be held, shared at least, at the call
the lock must not be held at the call
the old IRQL is saved here
the old IRQL is saved here; today _IRQL_saves_
the old IRQL is saved in something that is not a parameter
the resource is released
the resource must be held at the call
the resource must not be held at the call
the result is memory of this kind, to be freed
the result must be looked at
the shared lock is released
touch it only with the lock held
uses floating point: the caller saves the state around it
what makes a call count as a success; outputs are only promised then
which kind of lock it is
worth nothing after the call
written by the function before it returns; must not be NULL
written by the function if it is not NULL`, codes: `RQTSZ]s_dc9:eux/JD@>OWYln564%!#'3ML&"7UNVvopqsz{+()-,.*012y<H=IbggtihkGjCBFw^[;ra8fA?KEXPm` },
  },
};
