/*
 * prefix: kd-object-attributes
 * title: Object attributes with a kernel handle
 * topic: Handles, registry and files
 * description: Names an object for Zw routines, with a handle that programs cannot use
 * needs: extension, in-routine
 */
/* Without OBJ_KERNEL_HANDLE it belongs to the process that happens to run, which could close or change it. */
UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\${1:Sample}");
OBJECT_ATTRIBUTES attributes;

InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
$0
