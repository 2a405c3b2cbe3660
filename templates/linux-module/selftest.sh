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

# A write for which there is no room: timeout ends it.
written_when_full() {
	timeout 1 "$client" write third 2> /dev/null
	[ $? -ge 124 ] && echo waits
}

# Tries again for ten seconds until the command succeeds.
eventually() {
	for _ in $(seq 100); do
		"$@" && return
		sleep 0.1
	done
	return 1
}

two_lines() {
	[ "$(wc -l < /tmp/followed)" = 2 ]
}

# What somebody who follows prints of two messages.
followed() {
	"$client" follow > /tmp/followed 2> /dev/null &
	follower=$!
	"$client" write one
	"$client" write two
	eventually two_lines
	kill $follower
	wait $follower 2> /dev/null
	cat /tmp/followed
}

empty() {
	"$client" status | grep -q '^0 messages'
}

dmesg -c > /dev/null
check "a module that is not loaded has no device" "/dev/newdriver: No such file or directory (1)" $client status
check "a parameter out of bounds is refused" "refused" sh -c "insmod newdriver.ko max_messages=0 2> /dev/null || echo refused"
check "it loads" "" load max_messages=2
check "it has no messages" "$(printf 'version 1, 1 open\n0 messages of 0 bytes wait, 2 may\n0 written, 0 taken, 0 expired')" \
	$client status
check "a message is taken" "" $client write "first message"
check "another one, too" "" $client write second
check "both wait" "$(printf 'version 1, 1 open\n2 messages of 19 bytes wait, 2 may\n2 written, 0 taken, 0 expired')" \
	$client status
check "debugfs shows their sizes" "13 6" sh -c "cut -d' ' -f1 /sys/kernel/debug/newdriver/messages | xargs"
check "where there is no room, who writes waits" "waits" written_when_full
check "the oldest message comes first" "first message" $client read
check "there is room again" "" $client write third
check "more room is to be had" "" $client limit 3
check "and used" "" $client write fourth
check "no limit is 0" "limit: Invalid argument (1)" $client limit 0
check "no limit is a word" "limit: Invalid argument (1)" $client limit many
check "all are dropped" "" $client clear
check "nothing is there" "read: Resource temporarily unavailable (1)" $client read
check "who waits is told when nothing came" "wait: Connection timed out (1)" $client wait 50
check "who follows sees what comes" "$(printf 'one\ntwo')" followed
check "nobody but root may open it" "/dev/newdriver: Permission denied (1)" unprivileged $client status
check "an open file keeps it loaded" "refused" sh -c "exec 3< /dev/newdriver; rmmod newdriver 2> /dev/null || echo refused"
check "it unloads" "" rmmod newdriver
check "it is gone" "" unloaded
check "it loads again, with messages that expire" "" load lifetime_ms=100
check "one is written" "" $client write short
check "and gone soon" "" eventually empty
check "another one is left behind" "" $client write left
check "it unloads with it" "" rmmod newdriver
check "the kernel has nothing to complain about" "" complaints
echo "1..$tests"
echo "# $failures failed"
[ $failures = 0 ]
