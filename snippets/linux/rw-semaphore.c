/*
 * prefix: kd-linux-rw-semaphore
 * title: Reader-writer semaphore
 * topic: Locks and waiting
 * description: Many readers or one writer, who may sleep
 * includes: linux/rwsem.h
 * needs: device, in-function
 */
down_${1|read,write|}(&${2:sample}->${3:rwsem});
$0
up_${1|read,write|}(&${2:sample}->${3:rwsem});
