#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Loads the module, starts the daemon, asks, and lets the daemon be slow, die and come back; prints what the kernel's own
# selftests print (TAP). As root, in a machine that may crash: run-in-qemu.sh makes one. It needs a shell and busybox or
# coreutils.
cd "$(dirname "$0")" || exit 1
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

status() {
	sed -n "s/^$1 //p" /sys/kernel/debug/newdriver/status
}

# eventually COMMAND...: waits until it succeeds, for a few seconds
eventually() {
	for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		"$@" && return
		sleep 0.2
	done
	echo "never: $*"
	return 1
}

registered() {
	[ "$(status daemon)" != 0 ]
}

waiting() {
	[ "$(status waiting)" = "$1" ]
}

start() {
	./newdriverd -d devices.db &
	daemon=$!
	eventually registered
}

lookup() {
	./newdriverctl lookup "$1"
}

# A daemon that does nothing any more, and then is no more.
dies_meanwhile() {
	kill -STOP "$1"
	lookup 8086:3 &
	eventually waiting 1
	kill -KILL "$1"
	wait $!
}

# What a kernel says of a module with a mistake in it.
complaints() {
	dmesg | grep -E 'WARNING:|BUG|Oops|Call Trace|KASAN|possible .* deadlock|suspicious RCU|refcount_t' || true
}

dmesg -c > /dev/null
check "it loads" "" insmod newdriver.ko timeout_ms=1000
check "without a daemon nobody answers" "8086:100e: Transport endpoint is not connected (1)" lookup 8086:100e
start
check "a device is found" "8086:100e Gigabit adapter, slow reset" lookup 8086:100e
check "another is unknown" "8086:1: No such file or directory (1)" lookup 8086:1
check "who does not wait is told later" "$(printf 'not known yet\n1af4:1000 Network adapter, no power-down')" \
	./newdriverctl poll 1af4:1000
check "three were asked for" 3 status asked
check "there is one daemon" "$(printf 'cannot register: another daemon is registered (1)')" ./newdriverd -d devices.db
kill -STOP $daemon
check "a slow daemon is not waited for" "8086:2: Connection timed out (1)" lookup 8086:2
check "what is known is known" "8086:100e Gigabit adapter, slow reset" lookup 8086:100e
kill -CONT $daemon
check "it is asked again" "8086:2: No such file or directory (1)" lookup 8086:2
check "who waits hears of its end" "8086:3: Connection reset by peer (1)" dies_meanwhile $daemon
start
check "another daemon takes over" "8086:3: No such file or directory (1)" lookup 8086:3
rmmod newdriver && insmod newdriver.ko
check "it comes back to a module that was reloaded" "" eventually registered
check "and answers" "1234:1112 Display adapter, second edition, no MSI, slow reset" lookup 1234:1112
kill $daemon
wait $daemon
check "it ends as it should" 0 echo $?
check "nobody waits" 0 status waiting
check "the module is unloaded" "" rmmod newdriver
check "the kernel has nothing to complain about" "" complaints
echo "1..$tests"
echo "# $failures failed"
[ $failures = 0 ]
