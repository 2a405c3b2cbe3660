#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Loads the module, uses it and unloads it; prints what the kernel's own selftests print (TAP). As root, in a machine that
# may crash: run-in-qemu.sh makes one. It needs a shell and busybox or coreutils.
cd "$(dirname "$0")" || exit 1
client=client/newdriver
tests=0
failures=0

# check DESCRIPTION EXPECTED COMMAND...: what the command prints on both of its outputs, and its status where it fails
check() {
	description=$1
	expected=$2
	shift 2
	found=$("$@" 2>&1) || found="$found ($?)"
	tests=$((tests + 1))
	if [ "$found" = "$expected" ]; then
		echo "ok $tests - $description"
	else
		failures=$((failures + 1))
		echo "not ok $tests - $description"
		printf '%s\n' "expected: $expected" "found: $found" | sed 's/^/# /'
	fi
}

unloaded() {
	! grep -q '^newdriver ' /proc/modules
}

load() {
	insmod newdriver.ko "$@"
}

# What a kernel says of a module with a mistake in it.
complaints() {
	dmesg | grep -E 'WARNING:|BUG|Oops|Call Trace|KASAN|possible .* deadlock|suspicious RCU|kmemleak|refcount_t' || true
}

# As an ordinary user.
unprivileged() {
	su nobody -s /bin/sh -c "$*"
}

run() {
	$client run "$@"
}

# Prints an answer that was the same whichever request for memory failed before: those queries said that there is none.
survives() {
	echo 1 > $parameters/fail_reserve
	every=1
	while :; do
		echo $every > $parameters/fail_every
		answer=$(run "$@" 2>&1)
		status=$?
		echo 0 > $parameters/fail_every
		[ $status = 0 ] && break
		[ "$answer" = "run: Cannot allocate memory" ] || echo "$every: $answer"
		every=$((every + 1))
	done
	echo 0 > $parameters/fail_reserve
	[ $every -gt 10 ] && run "$@"
}

# Memory is gone for good from some request of a query on: the query has written all or nothing.
whole() {
	for from in $(seq 1 10 200); do
		before=$(run 6)
		echo $from > $parameters/fail_from
		run -w 4 3 4 1.5 null > /dev/null 2>&1
		status=$?
		echo 0 > $parameters/fail_from
		after=$(run 6)
		if [ $status = 0 ]; then
			[ "$before" != "$after" ] || echo "$from: lost"
		else
			[ "$before" = "$after" ] || echo "$from: half of it"
		fi
	done
}

left() {
	dmesg | grep -o 'SQLite has ended, .* are left' | tail -n 1
}

parameters=/sys/module/newdriver/parameters
data=/tmp/newdriver
rm -rf $data
mkdir -p $data
dmesg -c > /dev/null
check "a module that is not loaded has no device" "list: No such file or directory (1)" $client list
check "it loads" "" load
check "it has queries" "9" sh -c "$client list | wc -l"
check "it answers from its own database" "$(printf 'name\tflags\tnotes\nGigabit adapter\t2\tSlow reset')" \
	run 1 0x8086 0x100E
check "with real numbers, too" "$(printf 'vendor\tdevices\twatts\nExample Displays\t2\t12.875')" \
	sh -c "$client run 3 | head -n 2"
check "without a directory there is no file" "run: No such device (1)" run 5 10
check "a query has all its parameters" "run: Invalid argument (1)" run 1 0x8086
check "there are no others" "run: No such device or address (1)" run 99
check "nobody but root may ask" "list: Permission denied (1)" unprivileged $client list
check "an open device keeps it loaded" "refused" sh -c "exec 3< /dev/newdriver; rmmod newdriver 2> /dev/null || echo refused"
check "a query survives each request for memory that fails" \
	"$(printf 'vendor\tid\tname\n6900\t4097\tVirtual disk\n6900\t4162\tVirtual disk, modern')" survives 2 %disk%
check "it unloads" "" rmmod newdriver
check "it is gone" "" unloaded
check "nothing of it is left" "SQLite has ended, 0 blocks of memory (0 bytes) are left" left
check "a directory that is missing is told" "refused" sh -c "insmod newdriver.ko directory=/missing 2> /dev/null || echo refused"
check "it loads with a file" "" load directory=$data
check "the file is not written through a device that is open for reading" "run: Bad file descriptor (1)" run 4 1 2 3.5 one
check "it is written" "$(printf 'id\n1')" run -w 4 1 2 3.5 one
check "and again" "$(printf 'id\n2')" run -w 4 1 2 0.1 null
check "it is written whole or not at all when memory is short" "" whole
check "it unloads with it" "" rmmod newdriver
check "nothing is left of that either" "SQLite has ended, 0 blocks of memory (0 bytes) are left" left
check "it loads again" "" load directory=$data
check "what was written is there" "$(printf 'vendor\tdevice\treadings\thighest\tmean\n1\t2\t2\t3.5\t1.8')" \
	sh -c "$client run 6 | head -n 2"
check "it unloads for good" "" rmmod newdriver
check "the kernel has nothing to complain about" "" complaints
echo "1..$tests"
echo "# $failures failed"
[ $failures = 0 ]
