/**
 * The order of the fields of system structures that drivers fill by position. A union's first member stands for it.
 * Own knowledge of fltKernel.h, wdm.h, ks.h, wsk.h and netioddk.h; a test holds the names against the facts.
 */
export const fieldOrders: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    FLT_OPERATION_REGISTRATION: "MajorFunction Flags PreOperation PostOperation Reserved1",
    FLT_CONTEXT_REGISTRATION:
      "ContextType Flags ContextCleanupCallback Size PoolTag ContextAllocateCallback ContextFreeCallback Reserved1",
    FLT_REGISTRATION:
      "Size Version Flags ContextRegistration OperationRegistration FilterUnloadCallback InstanceSetupCallback " +
      "InstanceQueryTeardownCallback InstanceTeardownStartCallback InstanceTeardownCompleteCallback " +
      "GenerateFileNameCallback NormalizeNameComponentCallback NormalizeContextCleanupCallback " +
      "TransactionNotificationCallback NormalizeNameComponentExCallback SectionNotificationCallback",
    OB_OPERATION_REGISTRATION: "ObjectType Operations PreOperation PostOperation",
    KSDEVICE_DISPATCH:
      "Add Start PostStart QueryStop CancelStop Stop QueryRemove CancelRemove Remove QueryCapabilities " +
      "SurpriseRemoval QueryPower SetPower QueryInterface",
    KSFILTER_DISPATCH: "Create Close Process Reset",
    KSPIN_DISPATCH: "Create Close Process Reset SetDataFormat SetDeviceState Connect Disconnect Clock Allocator",
    NPI_CLIENT_CHARACTERISTICS: "Version Length ClientAttachProvider ClientDetachProvider ClientCleanupBindingContext",
    NPI_PROVIDER_CHARACTERISTICS:
      "Version Length ProviderAttachClient ProviderDetachClient ProviderCleanupBindingContext",
    WSK_CLIENT_DISPATCH: "Version Reserved WskClientEvent",
    WSK_CLIENT_LISTEN_DISPATCH: "WskAcceptEvent WskInspectEvent WskAbortEvent",
    WSK_CLIENT_CONNECTION_DISPATCH: "WskReceiveEvent WskDisconnectEvent WskSendBacklogEvent",
  }).map(([name, fields]) => [name, fields.split(" ")]),
);
