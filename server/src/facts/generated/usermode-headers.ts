// Generated from server/data/usermode-headers.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const userModeHeadersTable: PackedTable<"verdict" | "instead" | "warning" | "source" | "note" | "declares"> = {
  rows: 177,
  keys: [
    `afx.h
afxwin.h
assert.h
atlbase.h
atlcoll.h
atlcom.h
atlstr.h
basetsd.h
bcrypt.h
cfgmgr32.h
clocale
combaseapi.h
comdef.h
commctrl.h
commdlg.h
comutil.h
conio.h
consoleapi.h
crtdbg.h
crtdefs.h
csignal
cstdio
cstdlib
ctime
ctype.h
datetimeapi.h
dbghelp.h
debugapi.h
devguid.h
devioctl.h
devpkey.h
devpropdef.h
direct.h
emmintrin.h
errhandlingapi.h
errno.h
evntprov.h
evntrace.h
excpt.h
fcntl.h
fibersapi.h
fileapi.h
float.h
fltuser.h
fwpmu.h
guiddef.h
handleapi.h
heapapi.h
hidpi.h
hidsdi.h
hidusage.h
immintrin.h
in6addr.h
inaddr.h
initguid.h
interlockedapi.h
intrin.h
intsafe.h
inttypes.h
io.h
ioapiset.h
iphlpapi.h
iso646.h
ks.h`,
    `ksmedia.h
libloaderapi.h
limits.h
lm.h
locale.h
malloc.h
math.h
memory.h
memoryapi.h
minwindef.h
mmreg.h
mmsystem.h
mstcpip.h
mswsock.h
namedpipeapi.h
netioapi.h
newdev.h
ntdef.h
ntintsafe.h
ntstatus.h
ntstrsafe.h
oaidl.h
objbase.h
objidl.h
ole2.h
oleauto.h
poppack.h
powrprof.h
process.h
processenv.h
processthreadsapi.h
profileapi.h
psapi.h
pshpack1.h
pshpack2.h
pshpack4.h
pshpack8.h
pthread.h
realtimeapiset.h
richedit.h
sal.h
sdkddkver.h
securitybaseapi.h
setupapi.h
shellapi.h
shlobj.h
shlwapi.h
signal.h
specstrings.h
stdalign.h
stdarg.h
stdbool.h
stddef.h
stdint.h
stdio.h
stdlib.h
string.h
stringapiset.h
strsafe.h
synchapi.h
sys/socket.h
sys/stat.h
sys/timeb.h
sys/types.h`,
    `sysinfoapi.h
tchar.h
threadpoolapiset.h
time.h
timezoneapi.h
tlhelp32.h
traceloggingprovider.h
unistd.h
usb.h
usbspec.h
userenv.h
utilapiset.h
vadefs.h
wchar.h
winapifamily.h
winbase.h
wincon.h
wincrypt.h
windef.h
windows.h
windowsx.h
winerror.h
winhttp.h
wininet.h
winldap.h
winnetwk.h
winnls.h
winnt.h
winpackagefamily.h
winreg.h
winsock.h
winsock2.h
winspool.h
winsvc.h
winternl.h
winusb.h
winuser.h
winver.h
wmistr.h
wow64apiset.h
wrl.h
ws2def.h
ws2ipdef.h
ws2spi.h
ws2tcpip.h
wtsapi32.h
wudfddi.h
wudfwdm.h
xmmintrin.h`,
  ],
  columns: {
    verdict: { width: 1, values: `avoid
fine
wrong`, codes: `##!####""#########!"#!!!"###""""#"#""""###"##"##"#"""""#"""###"""#"##!!"#""""##"#""""#####"#!####""""###""######""""""!!"####!!"#!#!##"#""##"""###"##"######"#########"##""#####"` },
    instead: { width: 1, values: `
aux_klib.h
bcrypt.h
fltkernel.h
fwpmk.h;fwpsk.h
netioapi.h;netioddk.h
ntddk.h;ntifs.h
ntddk.h;wdm.h
ntddk.h;wdm.h;ntifs.h
ntintsafe.h
ntstrsafe.h
wdf.h
wdm.h
wsk.h`, codes: `!!.!!!!!!!!!!!!!!).!!,!.!)!)!!!!.!)!!!!.))!%&!))!!!!!!!)!+!.)'!!!)!!!.!!)!!!!/)!!!!!!!!!!!!!.)))"!!!!!)!!!)!!!!!!!!!!!,!!),)!!.!)!).)"!!!!!)!!!**#!*!!!!!***!*//!*(!**!)!!!//!--!` },
    warning: { width: 1, values: `
C28146`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!` },
    source: { width: 1, values: `knowledge`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!` },
    note: { width: 1, values: `
C runtime facilities without a kernel counterpart
COM is user mode only
NT_ASSERT is the kernel's form
POSIX
UMDF
a user-mode class library
cryptography: BCrypt of ksecdd.sys
files and consoles are not there; the printf family for strings is better taken from ntstrsafe.h
files: ZwCreateFile and its family
files: ZwQueryInformationFile
floating point needs KeSaveExtendedProcessorState and its library
its mappings lead to the C runtime; kernel strings are wide
modules: AuxKlibQueryModuleInformation
no heap, environment or process functions; conversions and qsort are there
part of windows.h
pool instead of a heap
repeats kernel types for applications
see stdio.h
see stdlib.h
see time.h
shared by user and kernel mode
shared header; ntintsafe.h returns NTSTATUS
sockets: Winsock Kernel
the header of a user-mode DLL
the kernel has the netioapi half of it
the user-mode API
threads: PsCreateSystemThread
times: KeQuerySystemTimePrecise
times: KeQuerySystemTimePrecise, RtlTimeToTimeFields`, codes: `((%((((77:"##::#"1%!"456!1:17777+!1!77!+11!!!7117:7!7771!8!+1;!771!:"2-!17777917:7!7!#####7:=111/7777&1:!71::::"7!!!!!*0!1!1&,>!1.1?1/7&77:1!!711)7<:7:::1117199:13:1171(7799:''!` },
    declares: { width: 1, values: `
*printf* *scanf* FILE *fopen* *freopen* *fclose* *fread* *fwrite* *fget* *fput* fflush *fseek* *ftell* rewind feof ferror clearerr remove rename *tmp* *getc* *putc* *gets* *puts* *perror* *setbuf setvbuf ungetc* std* EOF BUFSIZ SEEK_* FILENAME_MAX fpos_t _TRUNCATE
*time* *clock* CLOCKS_PER_SEC tm *tzset* *daylight* *timezone* *tzname*
*timeb* *ftime*
_ASSERT* _RPT* _Crt* _CRT*
_beginthread* _endthread* exit _exit abort _getpid getpid _cexit _c_exit *spawn* *exec* system _cwait cwait _P_*
assert static_assert`, codes: `!!(!!!!!!!!!!!!!!!&!!"!#!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!'!!!!!!!!!!!!!!!!!!!!!!!!!"!!!!!!!%!!!!#!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!` },
  },
};
