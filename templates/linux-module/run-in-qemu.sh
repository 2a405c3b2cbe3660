#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Builds the module and its program, boots a kernel in qemu and runs selftest.sh there: nothing of this machine can break.
#
#     sh run-in-qemu.sh                    with the newest kernel in /boot whose headers are installed
#     KDIR=~/linux sh run-in-qemu.sh       with one that was built in that folder; a first argument is its image
#
# QEMU_OPTIONS="-accel kvm" makes it faster where that works.
# Debian: linux-image-amd64 linux-headers-amd64 qemu-system-x86 busybox-static cpio gcc make.
set -eu
cd "$(dirname "$0")"

if [ -n "${KDIR-}" ]; then
	kernel=${1-$KDIR/arch/x86/boot/bzImage}
else
	for kernel in $(ls /boot/vmlinuz-* | sort -rV); do
		KDIR=/lib/modules/${kernel#/boot/vmlinuz-}/build
		[ -e "$KDIR/Makefile" ] && break
	done
fi
for file in "$kernel" "$KDIR/Makefile"; do
	[ -r "$file" ] || { echo "$file cannot be read" >&2; exit 1; }
done

if ldd /bin/busybox > /dev/null 2>&1; then
	echo "/bin/busybox needs a C library, which is not in the machine: busybox-static does not" >&2
	exit 1
fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

make KDIR="$KDIR" module
# Static: there is no library in the machine.
rm -f client/newdriver
make LDFLAGS=-static client/newdriver

mkdir -p "$root/bin" "$root/dev" "$root/etc" "$root/proc" "$root/sys" "$root/tmp" "$root/test/client"
chmod 755 "$root"
cp /bin/busybox "$root/bin/busybox"
ln -s busybox "$root/bin/sh"
cp newdriver.ko selftest.sh "$root/test"
cp client/newdriver "$root/test/client"
echo 'root::0:0:root:/:/bin/sh' > "$root/etc/passwd"
echo 'nobody::65534:65534:nobody:/:/bin/sh' >> "$root/etc/passwd"
cat > "$root/init" <<'INIT'
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t debugfs debugfs /sys/kernel/debug
sh /test/selftest.sh
echo "selftest ended with $?"
poweroff -f
INIT
chmod 755 "$root/init"
(cd "$root" && find . | cpio -o -H newc -R 0:0 --quiet) > "$root.initramfs"
trap 'rm -rf "$root" "$root.initramfs" "$root.console"' EXIT

# A kernel that stops ends the machine; one that hangs, timeout does. A timer that ticks late, as the machine that this one
# runs on is busy, is not to be taken for one that does not tick.
timeout 300 qemu-system-x86_64 ${QEMU_OPTIONS--accel tcg} -m 1G -smp 2 -nodefaults -display none -no-reboot -serial stdio \
	-kernel "$kernel" -initrd "$root.initramfs" \
	-append "console=ttyS0 quiet panic=-1 oops=panic no_timer_check ${KERNEL_OPTIONS-}" \
	< /dev/null | tee "$root.console"
grep -q '^selftest ended with 0' "$root.console"
