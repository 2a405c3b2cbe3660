// Generated from server/data/inf-directives.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const infDirectivesTable: PackedTable<"sections" | "meaning" | "page"> = {
  rows: 125,
  keys: [
    `Action
AddAutoLogger
AddAutoLoggerProvider
AddChannel
AddComClass
AddComServer
AddComponent
AddEventProvider
AddFilter
AddInterface
AddPowerSetting
AddProperty
AddReg
AddService
AddSoftware
AddTrigger
BitReg
BootFlags
BusType
CatalogFile
Characteristics
Class
ClassGuid
ComponentIDs
ConfigPriority
CopyFiles
CopyFilesOnly
CopyINF
DMAConfig
DataItem
Default
DefaultDestDir
DelFiles
DelProperty
DelReg
DelService
DelayedAutoStart
Dependencies
Description
DeviceData
DisplayName
DriverPackageDisplayName
DriverPackageType
DriverVer
ErrorControl
Events
ExcludeFromSelect
ExcludeID
ExtensionId
FailureActions
FeatureScore
FilterLevel
FilterPosition
HardwareId
IOConfig
IRQConfig
ImportChannel
Include
Ini2Reg
InteractiveInstall
KmdfLibraryVersion
KmdfService
LayoutFile
LoadOrderGroup`,
    `LogConfig
MemConfig
MessageFile
MfCardConfig
Needs
NonCrashFailures
ParameterFile
PcCardConfig
PnpLockdown
ProfileItems
Provider
ProviderName
Reboot
RegisterDlls
RenFiles
RequestAdditionalSoftware
RequiredPrivileges
ResetPeriod
ResourceFile
Security
ServerBinary
ServerBinaryWow64
ServerType
ServiceBinary
ServiceSidType
ServiceType
Setting
Signature
SoftwareArguments
SoftwareBinary
SoftwareID
SoftwareType
SoftwareVersion
StartName
StartType
SubGroup
SubType
ThreadingModel
TriggerType
UmdfDirectHardwareAccess
UmdfDispatcher
UmdfDriverCLSID
UmdfExtensions
UmdfFileObjectPolicy
UmdfFsContextUsePolicy
UmdfHostPriority
UmdfHostProcessSharing
UmdfImpersonationLevel
UmdfKernelModeClientPolicy
UmdfLibraryVersion
UmdfMethodNeitherAction
UmdfRegisterAccessMode
UmdfService
UmdfServiceOrder
UnregisterDlls
UpdateAutoLogger
UpdateIniFields
UpdateInis
Value
ValueRange
WMIInterface`,
  ],
  columns: {
    sections: { width: 1, values: `
0
0..
1
2
2,3
last`, codes: `!&%&&&&%&&###'&##!!!!!!!!#!!!!!!###!!!!"!!!!!"!!!"!!!!!!!!#!!%!!#!!!#!!!!#!!!##!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!%!#%##!!(` },
    meaning: { width: 2, values: `"$Windows NT$" says that this is an INF file for Windows
0 boot start, 1 system start, 2 automatic, 3 on demand, 4 disabled
1 a driver, 2 a file system driver, 0x10 and 0x20 a program's service
1 a program that is run, 2 an app of the store
1 counts it as a failure when the service ends with an error
1 in the process that uses it
1 keeps programs from changing the driver's files
1 starts the service some time after the others
DMA channels
Reject or Copy: what becomes of requests with METHOD_NEITHER
a security descriptor in SDDL
a value that the power setting may have
adds an ETW provider to a trace session: its GUID and the section that says how
adds an event channel: its name, type, and the section that describes it
adds and removes the items of the Start menu that these sections describe
adds the power settings that these sections describe
apartments that objects of the class live in
asks for a restart
changes a trace session that starts with Windows: its name and the section that says how
changes fields of lines of INI files as these sections say
changes lines of INI files as these sections say
class extensions that the driver uses
configuration of a PC Card
configuration of a multifunction card
copies the files that these sections list, or the one file behind @; [DestinationDirs] says where to
copies these INF files to the system's, so that other devices of the package find them
creates a service or a driver: its name, flags, the section that describes it, and the one of its event log
date and version of the driver package; StampInf writes it
deletes a service or a driver: its name and flags
deletes the device properties that these sections list
deletes the files that these sections list
deletes the registry keys and values that these sections list
devices of which the files alone are copied
devices that are installed while somebody watches only
devices that are not installed though their compatible ID is listed
devices that are not offered where people choose a driver by hand; * is all
devices with more software to be had
for which ways of booting the driver is loaded too
how far the driver may act for its clients
how good the driver is beside others; less is better
how good this set of resources is
in autorun.inf, the hardware ID of a device whose driver the medium has
installs software beside the driver: its name, flags, and the section that says from where
installs these sections too, most often those of an INF that Include names
interrupt lines
makes a software component, a child device with a driver of its own: its name, flags, and the section that describes it
makes a trace session that starts with Windows: its name, GUID, and the section that describes it
makes an instance of a device interface: its class's GUID, a reference string, the section with what belongs to it, and flags
moves lines of INI files into the registry as these sections say
names a UMDF driver and the section that describes it
names sections that list the hardware resources of a device that is not Plug and Play
names the driver's service and the section with the KMDF version that it is built for
names the section with events of a scanner or camera, for which programs may be started
names the section with properties of a scanner or camera
names the system's INF files whose sections Needs asks for
puts a filter driver into the device's stack: its name, flags, and the section that says where
ranges of I/O ports
ranges of memory
registers a COM server: its name, flags, and the section that describes it
registers a class of a COM server: its GUID, flags, and the section that describes it
registers an ETW provider: its GUID and the section that describes it
registers the OLE controls that these sections list
renames the files that these sections list, each as new name, old name
seconds without a failure after which failures are counted anew
secures a WMI class: its GUID, flags, and the section with the security descriptor
services, and groups behind +, that have to run before
sets and clears bits of the registry values that these sections list
sets the device properties that these sections list
starts or stops the service at the events that these sections describe
the COM server's file
the COM server's file for 32-bit programs
the ETW provider's name
the GUID of an extension INF, the same in all of its versions
the GUID of the group of power settings, its name and description
the GUID of the power setting, its name and description
the GUID of the trigger's event
the INF files of the system with [SourceDisksNames] and [SourceDisksFiles]
the KMDF version that the driver is built for
the UMDF version that the driver is built for
the account or driver object that the service runs as
the bus that an NDIS adapter is on
the catalog with the signature of the driver package's files
the class of the driver's callback object, in UMDF 1
the component's hardware IDs
the device setup class's GUID
the device setup class's name
the driver's file; %13% is the driver store, %12% the drivers folder
the file with the provider's manifest
the file with the provider's messages
the file with the texts of its parameters
the group in whose turn the driver is loaded
the kernel driver that passes requests to the driver
the kind of event that starts or stops the service
the level of the filter driver in the device's stack
the order of the UMDF drivers in the device's stack
the power setting's value until somebody changes it
the priority of the driver's process
the privileges that the service needs
the program that is run
the program's arguments
the service's, filter's or component's name as people read it
the values that the power setting may have
the version; it is run again for a newer one
unregisters the OLE controls that these sections list
upper or lower
uses an event channel of another provider
what an NDIS driver is: 0x4 physical, 0x8 hidden, 0x1 virtual
what happens when the driver cannot start: 0 nothing, 1 a message, 2 and 3 the last good configuration
what is done when the service fails: the section that says so
what is installed where that is no driver
what the driver package is called where it is shown
what the service does, as people read it
what the trigger or the failure does
what the trigger's event has to carry
where the files of all other file lists go to
whether registers are read by the system or from the mapped memory
whether requests of kernel drivers come through
whether requests without a file object come through
whether the driver reads and writes registers and ports itself
whether the driver shares its process with others
which SID the service has
which app of the store
who made the driver package
who may use the contexts of a file object
writes the registry keys and values that these sections list`, codes: `"7!P!.!/!^!]!O!_!Y!Q!1!g"C!<!L!h!f!G!t!u"1!y!x!w!J!:!B!;!*"8"&"9!@!?!A!>!)!e"6!W"+"5"4!="2!V!E!D!l"3!I"#"/!K!Z!N"0!X!R!C!q!U!p!~!T![!|!9!M!&!}!8!(!0"A!k!3!a!b!F"(!c!{!,!i!j!'!z"?!#!n!!"*")"@!%"-!s!"!m!o!2"""="!!v!7"<"B"'">!H";!r!+":!S"%".!4!5!6!-",!d` },
    page: { width: 1, values: `
inf-addcomclass-directive
inf-addcomponent-directive
inf-addcomserver-directive
inf-addeventprovider-directive
inf-addfilter-directive
inf-addinterface-directive
inf-addpowersetting-directive
inf-addproperty-directive
inf-addreg-directive
inf-addservice-directive
inf-addsoftware-directive
inf-addupdateautologger-directive
inf-bitreg-directive
inf-controlflags-section
inf-copyfiles-directive
inf-copyinf-directive
inf-ddinstall-section
inf-ddinstall-wmi-section
inf-delfiles-directive
inf-delproperty-directive
inf-delreg-directive
inf-delservice-directive
inf-destinationdirs-section
inf-driverver-directive
inf-featurescore-directive
inf-hardwareid-directive
inf-ini2reg-directive
inf-logconfig-directive
inf-profileitems-directive
inf-reboot-directive
inf-registerdlls-directive
inf-renfiles-directive
inf-unregisterdlls-directive
inf-updateinifields-directive
inf-updateinis-directive
inf-version-section`, codes: `,..&"%#&'()*+,-,/,!F!FF#>102>,)95678,,,!,FF:,!03F,;''<>>&3=0!!F,>>&>3,&>F?F&@AB0,,&,%%%,,,)F-----,,),",!!!!!!!!!!!!!!!C.DE))4` },
  },
};
