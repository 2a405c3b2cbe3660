// Generated from server/data/irp-functions.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const irpFunctionsTable: PackedTable<"major" | "value" | "irql_max" | "meaning"> = {
  rows: 70,
  keys: [
    `IRP_MJ_CLEANUP
IRP_MJ_CLOSE
IRP_MJ_CREATE
IRP_MJ_CREATE_MAILSLOT
IRP_MJ_CREATE_NAMED_PIPE
IRP_MJ_DEVICE_CHANGE
IRP_MJ_DEVICE_CONTROL
IRP_MJ_DIRECTORY_CONTROL
IRP_MJ_FILE_SYSTEM_CONTROL
IRP_MJ_FLUSH_BUFFERS
IRP_MJ_INTERNAL_DEVICE_CONTROL
IRP_MJ_LOCK_CONTROL
IRP_MJ_MAXIMUM_FUNCTION
IRP_MJ_PNP
IRP_MJ_PNP_POWER
IRP_MJ_POWER
IRP_MJ_QUERY_EA
IRP_MJ_QUERY_INFORMATION
IRP_MJ_QUERY_QUOTA
IRP_MJ_QUERY_SECURITY
IRP_MJ_QUERY_VOLUME_INFORMATION
IRP_MJ_READ
IRP_MJ_SCSI
IRP_MJ_SET_EA
IRP_MJ_SET_INFORMATION
IRP_MJ_SET_QUOTA
IRP_MJ_SET_SECURITY
IRP_MJ_SET_VOLUME_INFORMATION
IRP_MJ_SHUTDOWN
IRP_MJ_SYSTEM_CONTROL
IRP_MJ_WRITE
IRP_MN_CANCEL_REMOVE_DEVICE
IRP_MN_CANCEL_STOP_DEVICE
IRP_MN_CHANGE_SINGLE_INSTANCE
IRP_MN_CHANGE_SINGLE_ITEM
IRP_MN_DEVICE_ENUMERATED
IRP_MN_DEVICE_USAGE_NOTIFICATION
IRP_MN_DISABLE_COLLECTION
IRP_MN_DISABLE_EVENTS
IRP_MN_EJECT
IRP_MN_ENABLE_COLLECTION
IRP_MN_ENABLE_EVENTS
IRP_MN_EXECUTE_METHOD
IRP_MN_FILTER_RESOURCE_REQUIREMENTS
IRP_MN_POWER_SEQUENCE
IRP_MN_QUERY_ALL_DATA
IRP_MN_QUERY_BUS_INFORMATION
IRP_MN_QUERY_CAPABILITIES
IRP_MN_QUERY_DEVICE_RELATIONS
IRP_MN_QUERY_DEVICE_TEXT
IRP_MN_QUERY_ID
IRP_MN_QUERY_INTERFACE
IRP_MN_QUERY_PNP_DEVICE_STATE
IRP_MN_QUERY_POWER
IRP_MN_QUERY_REMOVE_DEVICE
IRP_MN_QUERY_RESOURCES
IRP_MN_QUERY_RESOURCE_REQUIREMENTS
IRP_MN_QUERY_SINGLE_INSTANCE
IRP_MN_QUERY_STOP_DEVICE
IRP_MN_READ_CONFIG
IRP_MN_REGINFO
IRP_MN_REGINFO_EX
IRP_MN_REMOVE_DEVICE
IRP_MN_SET_LOCK`,
    `IRP_MN_SET_POWER
IRP_MN_START_DEVICE
IRP_MN_STOP_DEVICE
IRP_MN_SURPRISE_REMOVAL
IRP_MN_WAIT_WAKE
IRP_MN_WRITE_CONFIG`,
  ],
  columns: {
    major: { width: 1, values: `
IRP_MJ_PNP
IRP_MJ_POWER
IRP_MJ_SYSTEM_CONTROL`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!""%%""%%"%%%"#%"""""""#"""%""%%""#"""#"` },
    value: { width: 1, values: `0x00
0x01
0x02
0x03
0x04
0x05
0x06
0x07
0x08
0x09
0x0A
0x0B
0x0C
0x0D
0x0E
0x0F
0x10
0x11
0x12
0x13
0x14
0x15
0x16
0x17
0x18
0x19
0x1A
0x1B`, codes: `4#!5":0./+13===8)';6,%1*(<7-29&%(#%;8)'3(&+/"!7+).5*6%",-"'1*-#4#!&9!2` },
    irql_max: { width: 1, values: `
APC_LEVEL
DISPATCH_LEVEL
PASSIVE_LEVEL`, codes: `%"%%%!#""%#%!%%#%%%%%##%%%%%%%#!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!` },
    meaning: { width: 1, values: `FSCTL_ codes, mounting and verifying a volume
IOCTL_ codes that only other drivers can send
IOCTL_ codes, from applications (DeviceIoControl) or other drivers
Plug and Play: a device is started, stopped, removed, or asked about
WMI
a directory is listed, or its changes are waited for
a driver asks for a direct-call interface
a handle is opened
a mailslot is created; mailslot file system only
a method of a WMI data block is called
a named pipe is created or opened; named pipe file system only
a paging, crash dump or hibernation file comes to, or leaves, the device
all instances of a WMI data block
all items of one instance are changed
byte ranges of a file are locked or unlocked
change to a state of power, or the system has changed; it cannot be refused
data is read
data is written
disk quotas are changed
disk quotas are read
extended attributes of a file are read
extended attributes of a file are written
hardware, compatible, device or instance IDs, answered by the bus driver
how often the device has been in each state of power
may the device be removed?
may the device be stopped to get other resources?
may the state of power change?
nobody listens to a WMI event any more
on which bus the device is, answered by the parent bus driver
one instance of a WMI data block
one item of one instance is changed
power states: a device or the system goes to sleep or wakes
reserved
somebody listens to a WMI event from now on
something about a volume is asked for: size, label
something about a volume is changed: its label, say
something about an open file is asked for: length, times, position
something about an open file is changed: length, name, deletion
start to collect what is expensive to collect
stop collecting
the boot configuration, answered by the bus driver
the bus's configuration space is read
the bus's configuration space is written
the device has been enumerated
the device has its resources and is to start; the bus driver goes first
the device is gone without warning; IRP_MN_REMOVE_DEVICE follows when the handles are closed
the device is locked against ejection, or unlocked
the device is not stopped after all; the bus driver goes first
the device is to be ejected
the device is to give up its resources, to get others
the device is to wake itself or the system
the device object is to go; the function driver passes it down before it detaches and deletes
the device stays after all
the device's description or location, answered by the bus driver
the function driver may change the list of resource requirements
the last handle is closed; requests of that handle are to be cancelled
the last one; MajorFunction has one entry more than this
the last reference to the file object goes away
the old name of IRP_MJ_PNP
the security descriptor is changed
the security descriptor is read
the storage name of IRP_MJ_INTERNAL_DEVICE_CONTROL
the system shuts down; only who called IoRegisterShutdownNotification gets it
what is buffered is to reach the device
what the device can do: ejection, states of power, latency
whether the device failed, is disabled, may not be shown ...
which WMI data blocks the driver has
which WMI data blocks the driver has; IRP_MN_REGINFO_EX holds a reference besides
which devices belong to this one: children, those removed with it
which resources the device could work with, answered by the bus driver`, codes: `Y[)*,B#'!c"0Z%]A6F5_D2a7G4^Eb&3VQ/@M-I=RHC+X9.>dhW8(e<:Ji?;KgfUP1NSOTL` },
  },
};
