// Generated from server/data/linux-errno.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const linuxErrnoTable: PackedTable<"value" | "meaning"> = {
  rows: 69,
  keys: [
    `E2BIG
EACCES
EADDRINUSE
EAGAIN
EALREADY
EBADF
EBADMSG
EBUSY
ECANCELED
ECONNREFUSED
ECONNRESET
EDEADLK
EDOM
EDQUOT
EEXIST
EFAULT
EFBIG
EHOSTUNREACH
EILSEQ
EINPROGRESS
EINTR
EINVAL
EIO
EIOCBQUEUED
EISCONN
EISDIR
EMFILE
EMSGSIZE
ENAMETOOLONG
ENETDOWN
ENFILE
ENOBUFS
ENODATA
ENODEV
ENOENT
ENOIOCTLCMD
ENOMEDIUM
ENOMEM
ENOSPC
ENOSYS
ENOTCONN
ENOTDIR
ENOTEMPTY
ENOTSUPP
ENOTTY
ENXIO
EOPENSTALE
EOPNOTSUPP
EOVERFLOW
EPERM
EPIPE
EPROBE_DEFER
EPROTO
EPROTONOSUPPORT
ERANGE
EREMOTEIO
ERESTARTNOHAND
ERESTARTNOINTR
ERESTARTSYS
ERESTART_RESTARTBLOCK
EROFS
ESHUTDOWN
ESPIPE
ESRCH`,
    `ESTALE
ETIME
ETIMEDOUT
EUCLEAN
EWOULDBLOCK`,
  ],
  columns: {
    value: { width: 1, values: `1
100
104
105
106
107
108
11
110
111
113
114
115
116
117
12
121
122
123
125
13
14
16
17
19
2
20
21
22
23
24
25
27
28
29
3
30
32
33
34
35
36
38
39
4
5
512
513
514
515
516
517
518
524
529
6
61
62
7
71
74
75
84
9
90
93
95
98`, codes: `]6g)-c_85+#JH397B,b.N>OX&=@dK"?%Z:;S41CL'<MWAYVfa!GU^eI2RQPTF(DE/[*0)` },
    meaning: { width: 1, values: `a bad address: what copy_from_user and copy_to_user fail with
access denied
an argument is wrong
cancelled
connected already
in use
interrupted by a signal
interrupted by a signal; never seen by a program: the call is restarted, or becomes EINTR
interrupted; restarted if there is no handler
interrupted; the call goes on through its restart block
interrupted; the call is always restarted
it cannot seek
it is a directory
it is there already
it took too long
it was shut down
it would deadlock
no buffers
no data
no medium in the drive
no memory
no room
no such device
no such device or address
no such file or entry
no such ioctl
no such process
not a directory
not a valid sequence of bytes
not an open file descriptor
not connected
not implemented
not supported
not supported; no program knows it, EOPNOTSUPP is what user space should get
nothing there now; try again
out of range
out of the function's domain
protocol error
read-only
something that the device needs is not there yet; probe is tried again later
the I/O is queued and completes later
the address is in use
the argument list is too long
the caller lacks the right
the connection was refused
the device failed
the device on the other end failed
the directory has entries
the file would be too large
the handle is stale
the host cannot be reached
the message is damaged
the message is too long
the name is too long
the network is down
the open found a stale handle
the other end is gone
the other side ended the connection
the process has too many open files
the protocol is not supported
the quota is used up
the same as EAGAIN
the structure needs cleaning: damaged metadata
the system has too many open files
the timer expired
the value does not fit
this driver has no such ioctl; a program sees ENOTTY
under way already
under way now`, codes: `L"KDg?U'%N[2F_/!RT>h(#OJ&.]VWXc348:f567A@=QC;9YBeMZIG^EP*,)+H1-<Sd0ba` },
  },
};
