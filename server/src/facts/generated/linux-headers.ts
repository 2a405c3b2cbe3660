// Generated from server/data/linux-headers.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const linuxHeadersTable: PackedTable<"verdict" | "instead" | "source" | "note"> = {
  rows: 67,
  keys: [
    `alloca.h
arpa/inet.h
assert.h
complex.h
ctype.h
dirent.h
dlfcn.h
err.h
errno.h
execinfo.h
fcntl.h
fenv.h
float.h
getopt.h
glob.h
iconv.h
inttypes.h
libgen.h
limits.h
locale.h
malloc.h
math.h
memory.h
mqueue.h
net/if.h
netdb.h
netinet/in.h
netinet/ip.h
netinet/tcp.h
netinet/udp.h
poll.h
pthread.h
pwd.h
regex.h
sched.h
semaphore.h
setjmp.h
signal.h
stdarg.h
stdbool.h
stddef.h
stdint.h
stdio.h
stdlib.h
string.h
strings.h
sys/epoll.h
sys/ioctl.h
sys/mman.h
sys/random.h
sys/resource.h
sys/select.h
sys/shm.h
sys/socket.h
sys/stat.h
sys/time.h
sys/types.h
sys/uio.h
sys/un.h
sys/utsname.h
sys/wait.h
syslog.h
termios.h
time.h`,
    `unistd.h
utime.h
wchar.h`,
  ],
  columns: {
    verdict: { width: 1, values: `avoid
wrong`, codes: `""""""""""""!"""""!"""""""""""""""""""!!!!"""""""""""""""""""""""""` },
    instead: { width: 1, values: `
linux/bug.h
linux/ctype.h
linux/dns_resolver.h
linux/err.h
linux/errno.h
linux/eventpoll.h
linux/fcntl.h;linux/fs.h
linux/fs.h
linux/glob.h
linux/if.h;linux/netdevice.h
linux/in.h
linux/inet.h
linux/ioctl.h
linux/ip.h
linux/kernel.h
linux/kthread.h;linux/mutex.h
linux/limits.h;linux/kernel.h
linux/math.h;linux/math64.h
linux/mm.h
linux/module.h
linux/moduleparam.h
linux/nls.h
linux/poll.h
linux/printk.h
linux/printk.h;linux/kernel.h
linux/random.h
linux/resource.h
linux/sched.h
linux/sched/signal.h
linux/semaphore.h
linux/shmem_fs.h
linux/slab.h
linux/slab.h;linux/kernel.h
linux/slab.h;linux/vmalloc.h
linux/socket.h;linux/net.h
linux/stat.h
linux/stdarg.h
linux/stddef.h
linux/string.h
linux/tcp.h
linux/termios.h
linux/time.h;linux/ktime.h
linux/types.h
linux/udp.h
linux/uidgid.h
linux/uio.h
linux/un.h
linux/unistd.h
linux/utsname.h
linux/wait.h`, codes: `B."!#*6&'1)!!7+8MI3!D4I!,%-0JN92O!>@!?GMHM;CII(/5<=TAEFLMPQST:KLR*8` },
    source: { width: 1, values: `knowledge`, codes: `!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!` },
    note: { width: 1, values: `
a header of the compiler, which kernel builds keep off the include path
a header of the compiler; kernels up to 5.15 could include stdarg.h and stddef.h`, codes: `!!!!!!!!!!!!"!!!!!"!!!!!!!!!!!!!!!!!!!#"#"!!!!!!!!!!!!!!!!!!!!!!!!!` },
  },
};
