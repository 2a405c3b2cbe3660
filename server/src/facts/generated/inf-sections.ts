// Generated from server/data/inf-sections.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const infSectionsTable: PackedTable<"kind" | "meaning" | "page"> = {
  rows: 26,
  keys: [
    `COM
ClassInstall32
CoInstallers
Components
ControlFlags
DefaultInstall
DefaultUninstall
DestinationDirs
DeviceInstall32
Events
FactDef
Filters
HW
InterfaceInstall32
Interfaces
LogConfigOverride
Manufacturer
Services
SignatureAttributes
Software
SourceDisksFiles
SourceDisksNames
Strings
Version
WMI
Wdf`,
  ],
  columns: {
    kind: { width: 1, values: `install
section
strings
suffix`, codes: `%!%%"!!""%%%%"%%"%"%""#"%%` },
    meaning: { width: 1, values: `COM servers that are registered
ETW providers and trace sessions
device interface classes that are made
device interfaces that the device has
devices that are installed in another way than others
devices that are made when the package is installed
files that need another signature, and which
filter drivers in the device's stack
hardware resources instead of those that the device asks for
on which of them each file is
programs that take part in the installation
registry values of the device itself, whatever its driver
security of the driver's WMI classes
software components that belong to the device
software that is installed beside the driver
texts that %names% stand for; behind a dot the language
the device setup class that is made
the disks or folders that the files come from
the drivers and services of the devices that the section installs
the frameworks that the driver is built with
the hardware resources that the device is delivered with
what is installed without a device
what is undone when that is removed
what the file is: class, provider, version, catalog
where the files of each list are copied to
who made the devices, and the sections that list these`, codes: `!2,/&78:'"6)-#%*;4(0+319.5` },
    page: { width: 1, values: `
inf-classinstall32-section
inf-controlflags-section
inf-ddinstall-coinstallers-section
inf-ddinstall-com-section
inf-ddinstall-components-section
inf-ddinstall-events-section
inf-ddinstall-factdef-section
inf-ddinstall-filters-section
inf-ddinstall-hw-section
inf-ddinstall-interfaces-section
inf-ddinstall-logconfigoverride-section
inf-ddinstall-services-section
inf-ddinstall-software-section
inf-ddinstall-wmi-section
inf-defaultinstall-section
inf-destinationdirs-section
inf-interfaceinstall32-section
inf-manufacturer-section
inf-signatureattributes-section
inf-sourcedisksfiles-section
inf-sourcedisksnames-section
inf-strings-section
inf-version-section`, codes: `&"%'#112!()*+3,-4.5/67890!` },
  },
};
