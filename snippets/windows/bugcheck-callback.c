/*
 * prefix: kd-bugcheck-callback
 * title: Data for a crash dump
 * topic: Notifications of the system
 * description: Puts a buffer of the driver's into the dump when the system stops; .enumtag shows it
 */
/* {${1:3B1F7C52-5B6E-4F0A-8D43-9E0C5A7712F4}}; uuidgen makes another one. */
static const GUID ${2:Sample}DumpGuid = {
    ${3:0x3b1f7c52, 0x5b6e, 0x4f0a}, { ${4:0x8d, 0x43, 0x9e, 0x0c, 0x5a, 0x77, 0x12, 0xf4} }
};

static KBUGCHECK_REASON_CALLBACK_RECORD ${2:Sample}DumpRecord;
/* Resident, filled while the system runs. */
static UCHAR ${2:Sample}DumpData[${5:1024}];

EXTERN_C KBUGCHECK_REASON_CALLBACK_ROUTINE ${2:Sample}AddToDump;

VOID ${2:Sample}RegisterDump(VOID)
{
    KeInitializeCallbackRecord(&${2:Sample}DumpRecord);
    (VOID)KeRegisterBugCheckReasonCallback(
        &${2:Sample}DumpRecord, ${2:Sample}AddToDump, KbCallbackSecondaryDumpData, (PUCHAR)"${2:Sample}");
}

VOID ${2:Sample}DeregisterDump(VOID)
{
    (VOID)KeDeregisterBugCheckReasonCallback(&${2:Sample}DumpRecord);
}

/* At HIGH_LEVEL, on a system that does not run any more: no lock, no pool, nothing that is paged. */
_Use_decl_annotations_
VOID ${2:Sample}AddToDump(
    KBUGCHECK_CALLBACK_REASON Reason,
    struct _KBUGCHECK_REASON_CALLBACK_RECORD *Record,
    PVOID ReasonSpecificData,
    ULONG ReasonSpecificDataLength)
{
    PKBUGCHECK_SECONDARY_DUMP_DATA data = (PKBUGCHECK_SECONDARY_DUMP_DATA)ReasonSpecificData;

    UNREFERENCED_PARAMETER(Reason);
    UNREFERENCED_PARAMETER(Record);

    if (ReasonSpecificDataLength < sizeof(*data) || data->MaximumAllowed < sizeof(${2:Sample}DumpData)) {
        return;
    }
    data->Guid = ${2:Sample}DumpGuid;
    data->OutBuffer = ${2:Sample}DumpData;
    data->OutBufferLength = sizeof(${2:Sample}DumpData);
}
