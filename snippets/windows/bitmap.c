/*
 * prefix: kd-bitmap
 * title: Bitmap that gives out numbers
 * topic: Lists and tables
 * description: RTL_BITMAP: takes the first number that is free and gives it back; under a lock of the driver's
 */
#define ${1:SAMPLE}_NUMBERS ${2:64}

typedef struct _${1:SAMPLE}_IDS {
    RTL_BITMAP Bitmap;
    ULONG Bits[(${1:SAMPLE}_NUMBERS + 31) / 32];
} ${1:SAMPLE}_IDS, *P${1:SAMPLE}_IDS;

VOID ${3:Sample}InitializeIds(_Out_ P${1:SAMPLE}_IDS Ids)
{
    RtlInitializeBitMap(&Ids->Bitmap, Ids->Bits, ${1:SAMPLE}_NUMBERS);
    RtlClearAllBits(&Ids->Bitmap);
}

_Must_inspect_result_
NTSTATUS ${3:Sample}TakeId(_Inout_ P${1:SAMPLE}_IDS Ids, _Out_ PULONG Id)
{
    *Id = RtlFindClearBitsAndSet(&Ids->Bitmap, 1, 0);
    return *Id == MAXULONG ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

VOID ${3:Sample}ReturnId(_Inout_ P${1:SAMPLE}_IDS Ids, _In_range_(<, ${1:SAMPLE}_NUMBERS) ULONG Id)
{
    RtlClearBit(&Ids->Bitmap, Id);
}
