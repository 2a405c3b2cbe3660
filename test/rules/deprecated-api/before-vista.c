// unit: target=NTDDI_WINXP
#include <ntddk.h>

/* Windows XP still asks for the calls that Windows Vista made needless. */
VOID Power(PDEVICE_OBJECT Lower, PIRP Irp)
{
    PoStartNextPowerIrp(Irp);           // ok deprecated-api
    PoCallDriver(Lower, Irp);           // ok deprecated-api
    PsGetVersion(NULL, NULL, NULL, NULL);   // want deprecated-api "obsolete since Windows XP"
}
