/*
 * prefix: kd-registry-read-table
 * title: Read several registry values
 * topic: Handles, registry and files
 * description: RtlQueryRegistryValues with a table; values of a wrong type are refused, not written over the variable
 */
/* Below RegistryPath, which DriverEntry was given and which has to end with a zero. */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ${1:Sample}ReadSettings(_In_ PCWSTR RegistryPath, _Out_ PULONG ${2:Limit}, _Out_ PULONG ${3:Flags})
{
    /* The last row is empty. Without the check of types anybody who writes the value could overflow the variable. */
    RTL_QUERY_REGISTRY_TABLE table[3];
    ULONG defaultLimit = ${4:16};
    ULONG defaultFlags = ${5:0};

    RtlZeroMemory(table, sizeof(table));
    table[0].Flags = RTL_QUERY_REGISTRY_DIRECT | RTL_QUERY_REGISTRY_TYPECHECK;
    table[0].Name = (PWSTR)L"${2:Limit}";
    table[0].EntryContext = ${2:Limit};
    table[0].DefaultType = (REG_DWORD << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT) | REG_DWORD;
    table[0].DefaultData = &defaultLimit;
    table[0].DefaultLength = sizeof(defaultLimit);
    table[1].Flags = RTL_QUERY_REGISTRY_DIRECT | RTL_QUERY_REGISTRY_TYPECHECK;
    table[1].Name = (PWSTR)L"${3:Flags}";
    table[1].EntryContext = ${3:Flags};
    table[1].DefaultType = (REG_DWORD << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT) | REG_DWORD;
    table[1].DefaultData = &defaultFlags;
    table[1].DefaultLength = sizeof(defaultFlags);

    *${2:Limit} = defaultLimit;
    *${3:Flags} = defaultFlags;
    return RtlQueryRegistryValues(RTL_REGISTRY_ABSOLUTE, RegistryPath, table, NULL, NULL);
}
