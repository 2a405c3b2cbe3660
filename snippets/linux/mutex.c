/*
 * prefix: kd-linux-mutex
 * title: Mutex
 * topic: Locks and waiting
 * description: Guards what is used in process context alone; who has it may sleep, and gives it
 *     back himself
 * includes: linux/mutex.h
 * needs: device, in-function
 */
mutex_lock(&${1:sample}->${2:mutex});
$0
mutex_unlock(&${1:sample}->${2:mutex});
